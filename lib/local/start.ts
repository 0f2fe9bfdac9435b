import { scanCommand } from '../cli/commands/scan.ts';
import { type CommandIo, EXIT, type ExitCode, type Screen } from '../cli/workbench.ts';
import { tellStory } from './story.ts';
import { type LocalSetup, localWorkbench } from './workbench.ts';

/** `npm start`: with credentials one scan of the real org, without them the story on the demo org. */
export async function start(setup: LocalSetup, io: CommandIo & { readonly screen: Screen }): Promise<ExitCode> {
  return setup.environment.connection.kind === 'org' ? scanOnce(setup, io) : tellStory(setup, io);
}

async function scanOnce(setup: LocalSetup, io: CommandIo & { readonly screen: Screen }): Promise<ExitCode> {
  const { write, paper } = io.screen;
  const bench = localWorkbench(setup);
  try {
    const org = bench.org();
    write(
      `${paper.paint.bold('The guardian looks at your org.')} It only reads; nothing in Genesys Cloud is changed.\n`,
    );
    if (bench.note) write(`Note: ${bench.note}.\n`);
    const { text, exitCode, complaint } = await scanCommand(bench, { org: org.name, job: 'all' }, io);
    write(`\n${text(paper)}`);
    write(paper.paint.dim(`\nMails are in ${setup.home.outbox}. Next: npx guardian findings, npx guardian doctor\n`));
    if (complaint) write(`${paper.paint.red('Trouble:')} ${complaint}\n`);
    // Open findings are what a first look is for; anything else is worth a failing exit code.
    return exitCode === EXIT.openFindings ? EXIT.nothingOpen : exitCode;
  } finally {
    await bench.close();
  }
}
