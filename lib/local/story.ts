import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { reportCommand } from '../cli/commands/report.ts';
import { findingTable } from '../cli/render/findings-text.ts';
import { plural, severityLabel } from '../cli/render/style.ts';
import { type CommandIo, EXIT, type ExitCode, type Screen, type Workbench } from '../cli/workbench.ts';
import { FrozenClock } from '../clock.ts';
import { parseConfig } from '../config/index.ts';
import { notify } from '../jobs/notify.ts';
import { findFindings } from '../jobs/queries/findings.ts';
import { type ScanOutcome, scan } from '../jobs/scan.ts';
import type { AlertMessage } from '../ports.ts';
import { type DemoStep, demoManifest, demoStory } from '../simulator/index.ts';
import { openEmbeddedStore, StoreError } from '../store/index.ts';
import { beginStory, openDemoOrg, stepTime } from './demo-org.ts';
import type { Home } from './home.ts';
import { DEMO_ORG, type LocalSetup, localWorkbench } from './workbench.ts';

/** The story ends a little before the present, so that the scan after it comes after its last run by any clock. */
const ENDED_BEFORE_HOURS = 1 / 60;

/** Plays the demo org's last day, step by step, and ends at the present. Each time from the beginning. */
export async function tellStory(
  setup: LocalSetup,
  { screen, progress }: CommandIo & { readonly screen: Screen },
): Promise<ExitCode> {
  const { home } = setup;
  const { write, paper } = screen;
  const { bold } = paper.paint;
  await forgetOldStory(home);
  const hours = Math.max(...demoStory.map(({ afterHours }) => afterHours)) + ENDED_BEFORE_HOURS;
  const startedAt = beginStory(home.folder, stepTime(setup.clock.now(), -hours));
  const clock = new FrozenClock(startedAt);
  const config = parseConfig(demoManifest, 'the demo org').config;
  const demo = await openDemoOrg(home.folder, clock);
  const bench = localWorkbench({ ...setup, config, clock }, demo);
  try {
    write(`${bold('The guardian on a demo org, in six steps.')}\n${OPENING}`);
    const org = bench.org(DEMO_ORG);
    const store = await bench.store();
    const source = await bench.source(org, { onProgress: progress });
    for (const [index, step] of demoStory.entries()) {
      clock.set(stepTime(startedAt, step.afterHours));
      step.apply(demo.world);
      write(heading(index + 1, step, screen));
      const outcome = await scan({ ...bench, org, job: 'all', source, store, onProgress: progress });
      const messages = await deliver(outcome);
      write(outcomeText(outcome, messages.sent, screen) + messages.text);
    }
    const { findings } = await findFindings(store, org.name, { states: ['open'], rules: bench.rules });
    write(`\n${bold('What is open now')}\n\n${findingTable(findings, { now: clock.now(), paper })}\n\n`);
    progress('drawing the report');
    write(nextSteps(setup, await writeReport(bench, home)));
    return EXIT.nothingOpen;

    /** Alerts are shown after what they are about: the outcome of the run that they follow from. */
    async function deliver({ run }: ScanOutcome): Promise<{ sent: readonly AlertMessage[]; text: string }> {
      let text = '';
      const page: Screen = {
        paper,
        write: (part) => {
          text += part;
        },
      };
      const { delivered, failed } = await notify({ ...bench, store, org: run.org, sinks: bench.sinks(page) });
      if (failed[0]) throw failed[0].error;
      return { sent: delivered, text };
    }
  } finally {
    await bench.close();
    await demo.simulator.close();
  }
}

/** The page is made of what the story left: it lies beside the mails. */
async function writeReport(bench: Workbench, { folder }: Home): Promise<string> {
  // Loaded at the end: what bundles the page's script takes longer to load than a step of the story.
  const { reportDesk } = await import('./report-desk.ts');
  const desk = reportDesk({ workingFolder: folder });
  const { document } = await reportCommand(bench, { desk, io: { progress: () => {} } }, { org: DEMO_ORG });
  return String(document.file);
}

/** Removes what the last story left, unless another guardian is at work on it. */
async function forgetOldStory(home: Home): Promise<void> {
  try {
    const store = await openEmbeddedStore({ folder: home.demoDatabase });
    await store.close();
  } catch (error) {
    // A damaged store of the demo is no loss: it is made anew. One that is in use, or a disk that refuses, is told.
    const isRefused = error instanceof StoreError && ['locked', 'read-only', 'full'].includes(error.kind);
    if (isRefused || !existsSync(home.demoDatabase)) throw error;
  }
  for (const folder of [home.demoDatabase, join(home.outbox, DEMO_ORG)])
    rmSync(folder, { recursive: true, force: true });
}

const OPENING = `Nothing leaves this machine: the org is a Genesys Cloud simulator on 127.0.0.1, and the guardian scans it over
HTTP as it would scan yours. Each step says what happens in the org, what the guardian found, and what the
people on call receive.
`;

function heading(number: number, { title, afterHours }: DemoStep, { paper }: Screen): string {
  const { bold, cyan, dim } = paper.paint;
  return `\n${cyan('━'.repeat(RULE_WIDTH))}\n${bold(`Step ${number} of ${demoStory.length}: ${title}`)} ${dim(`(hour ${afterHours})`)}\n`;
}

const RULE_WIDTH = 76;

function outcomeText({ run, transitions }: ScanOutcome, sent: readonly AlertMessage[], { paper }: Screen): string {
  const opened = transitions.filter(({ to }) => to === 'open').length;
  const resolved = transitions.filter(({ to }) => to === 'resolved').length;
  const found = [
    ...(opened > 0 ? [`${plural(opened, 'new finding')}`] : []),
    ...(resolved > 0 ? [`${plural(resolved, 'finding')} resolved`] : []),
  ];
  const received = sent.map(
    ({ severity, sms }) => `a mail (${severityLabel(severity, paper)})${sms ? ' and an SMS' : ''}`,
  );
  return [
    `The guardian: ${plural(run.apiCalls, 'API call')}, ${found.join(', ') || 'nothing new'}.`,
    `People get:   ${received.join(', ') || 'nothing'}.`,
    '',
    '',
  ].join('\n');
}

function nextSteps({ home, loaded }: LocalSetup, report: string): string {
  // Another guardian.yaml in the folder names other orgs; the story's is there by name.
  const isNamedByFile = loaded.origin.kind === 'defaults' || loaded.config.orgs?.every(({ name }) => name === DEMO_ORG);
  const org = isNamedByFile ? '' : ` --org ${DEMO_ORG}`;
  return `The report, one page for your browser: ${report}
Every alert is also a mail file in ${join(home.outbox, DEMO_ORG)}

Look around:
  npx guardian findings${org} --client "Acme Recorder"
  npx guardian history${org} --since 2d
  npx guardian show${org} "Northwind CRM" --at 24h
  npx guardian diff${org} "Northwind CRM" --from 25h --to 24h
  npx guardian usage${org}
  npx guardian advise${org} --client "Acme Recorder"
  npx guardian report${org} --out report.html
  npx guardian doctor${org}

Your own org: set GENESYS_REGION, GENESYS_CLIENT_ID and GENESYS_CLIENT_SECRET, then run npm start again.
`;
}
