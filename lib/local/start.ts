import type { StartOptions } from '../cli/command-line.ts';
import { scanCommand } from '../cli/commands/scan.ts';
import { EXIT, type ExitCode } from '../cli/workbench.ts';
import { ENV } from '../env.ts';
import { UsageError } from '../errors.ts';
import { tellStory } from './story.ts';
import { DEMO_ORG, type LocalSetup, localWorkbench } from './workbench.ts';

/** `npm start`: with credentials one scan of the real org, without them the story on the demo org. */
export async function start(setup: LocalSetup, options: StartOptions): Promise<ExitCode> {
  if (setup.environment.connection.kind === 'org') return scanOnce(setup, options);
  if (options.org === undefined || options.org === DEMO_ORG) return tellStory(setup, options);
  throw new UsageError(`${ENV.clientId} and ${ENV.clientSecret} are not set: there is only the org '${DEMO_ORG}'`);
}

async function scanOnce(setup: LocalSetup, options: StartOptions): Promise<ExitCode> {
  const { write, paper } = options.screen;
  const bench = localWorkbench(setup);
  try {
    const org = bench.org(options.org).name;
    const title = paper.paint.bold('The guardian looks at your org.');
    write(`${title} It only reads; nothing in Genesys Cloud is changed.\n`);
    if (bench.note) write(`Note: ${bench.note}.\n`);
    const { text, exitCode, complaint } = await scanCommand(bench, { org, job: 'all' }, options);
    write(`\n${text(paper)}`);
    write(paper.paint.dim(`\nMails are in ${setup.home.outbox}. Next: npx guardian findings, npx guardian doctor\n`));
    if (complaint) write(`${paper.paint.red('Trouble:')} ${complaint}\n`);
    // Open findings are what a first look is for; anything else is worth a failing exit code.
    return exitCode === EXIT.openFindings ? EXIT.nothingOpen : exitCode;
  } finally {
    await bench.close();
  }
}
