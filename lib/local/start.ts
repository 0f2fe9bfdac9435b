import { rmSync } from 'node:fs';
import { scanCommand } from '../cli/commands/scan.ts';
import { findingTable } from '../cli/render/findings-text.ts';
import { bold, dim } from '../cli/render/style.ts';
import { EXIT, type ExitCode } from '../cli/workbench.ts';
import { FrozenClock } from '../clock.ts';
import { parseConfig } from '../config/index.ts';
import { notify } from '../jobs/notify.ts';
import { findFindings } from '../jobs/queries/findings.ts';
import { scan } from '../jobs/scan.ts';
import { demoManifest, demoStory } from '../simulator/index.ts';
import { beginStory, openDemoOrg, stepTime } from './demo-org.ts';
import { type LocalSetup, localWorkbench } from './workbench.ts';

interface StartOptions {
  readonly write: (text: string) => void;
  readonly progress: (message: string) => void;
}

/** `npm start`: with credentials one scan of the real org, without them the story on the demo org. */
export async function start(setup: LocalSetup, options: StartOptions): Promise<ExitCode> {
  return setup.environment.connection.kind === 'org' ? scanOnce(setup, options) : tellStory(setup, options);
}

async function scanOnce(setup: LocalSetup, { write, progress }: StartOptions): Promise<ExitCode> {
  const bench = localWorkbench(setup);
  try {
    const { text, exitCode } = await scanCommand(bench, { job: 'all' }, { progress, print: write });
    write(text());
    write(dim(`Mails are in ${setup.home.outbox}. Next: npx guardian findings, npx guardian doctor\n`));
    // Open findings are what a first look is for; that something was not seen is worth a failing exit code.
    return exitCode === EXIT.incomplete ? EXIT.incomplete : EXIT.nothingOpen;
  } finally {
    await bench.close();
  }
}

/** Plays the demo org's last day, step by step, and ends at the present. Each time from the beginning. */
async function tellStory(setup: LocalSetup, { write, progress }: StartOptions): Promise<ExitCode> {
  const { home } = setup;
  const end = setup.clock.now();
  const hours = Math.max(...demoStory.map(({ afterHours }) => afterHours));
  const startedAt = beginStory(home.folder, stepTime(end, -hours));
  for (const folder of [home.demoDatabase, home.outbox]) rmSync(folder, { recursive: true, force: true });
  const clock = new FrozenClock(startedAt);
  const config = parseConfig(demoManifest, 'the demo org').config;
  const demo = await openDemoOrg(home.folder, clock);
  const bench = localWorkbench({ ...setup, config, clock }, demo);
  try {
    write(`${bold('The guardian on a demo org.')} Nothing leaves this machine; the org is a simulator on 127.0.0.1.\n`);
    const org = bench.org();
    const store = await bench.store();
    const source = await bench.source(org, progress);
    for (const [index, step] of demoStory.entries()) {
      clock.set(stepTime(startedAt, step.afterHours));
      step.apply(demo.world);
      write(`\n${bold(`${index + 1}. ${step.title}`)} ${dim(clock.now().toISOString())}\n`);
      const { run } = await scan({
        org,
        config,
        rules: bench.rules,
        job: 'all',
        source,
        store,
        clock,
        onProgress: progress,
      });
      const { delivered } = await notify({ store, org: org.name, sinks: bench.sinks(write), compose: bench.compose });
      if (delivered.length === 0) write(dim('   no alert\n'));
      progress(`run ${run.seq}: ${run.apiCalls} API calls`);
    }
    const { findings } = await findFindings(store, org.name, { states: ['open'], rules: bench.rules });
    write(`\n${bold('What is open now')}\n${findingTable(findings, clock.now())}\n\n`);
    write(NEXT_STEPS(home.outbox));
    return EXIT.nothingOpen;
  } finally {
    await bench.close();
    await demo.simulator.close();
  }
}

const NEXT_STEPS = (outbox: string): string => `Every alert is also a mail in ${outbox}.
Look around:  npx guardian findings --client "Acme Recorder"
              npx guardian history
              npx guardian show "Northwind CRM" --at 24h
              npx guardian usage
              npx guardian doctor
Your own org: set GENESYS_REGION, GENESYS_CLIENT_ID and GENESYS_CLIENT_SECRET, then npm start
`;
