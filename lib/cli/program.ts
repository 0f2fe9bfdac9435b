import { Command, CommanderError } from 'commander';
import { registerActing } from './acting-commands.ts';
import { CommandLine, type Surroundings } from './command-line.ts';
import { registerCompletion } from './completion-command.ts';
import { registerExplaining } from './explain-commands.ts';
import { registerExport } from './export-command.ts';
import { failureOf } from './failure.ts';
import { groupCommands } from './help-groups.ts';
import { registerManifest } from './manifest-commands.ts';
import { registerMigrate } from './migrate-command.ts';
import { registerReading } from './reading-commands.ts';
import { folded } from './render/fold.ts';
import { registerReplay } from './replay-command.ts';
import { registerReport } from './report-command.ts';
import { registerResidue } from './residue-command.ts';
import { registerSetup } from './setup-command.ts';
import { registerTriage } from './triage-commands.ts';
import { EXIT, type ExitCode } from './workbench.ts';

/** Parses, runs one command, prints its answer. Answers the exit code; prints every failure on stderr. */
export async function runCli(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const line = commandLine(around);
  try {
    await line.program.parseAsync([...args], { from: 'user' });
    return line.exitCode;
  } catch (error) {
    // Commander has already printed its own complaint, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.nothingOpen : EXIT.usageError;
    const failure = failureOf(error, Boolean(around.env.GUARDIAN_DEBUG));
    around.stderr.write(failure.text);
    return failure.exitCode;
  }
}

/** The whole command line, before anything is parsed. */
export function commandLine(around: Surroundings): CommandLine {
  const program = new Command('guardian')
    .description('Watches the OAuth clients of a Genesys Cloud org: drift of access, and overuse of the API quota.')
    .version(around.version)
    .option('--config <file>', 'path of guardian.yaml (default: GUARDIAN_CONFIG, else ./guardian.yaml)')
    .option('--json', 'print one JSON document')
    .option('--quiet', 'no progress on stderr')
    .showHelpAfterError("Run 'guardian --help', or 'guardian COMMAND --help' for examples.")
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => around.stdout.write(text),
      writeErr: (text) => around.stderr.write(text),
      getOutHelpWidth: () => widthOf(around.stdout),
      getErrHelpWidth: () => widthOf(around.stderr),
    })
    .configureHelp({ minWidthToWrap: LEAST_HELP_COLUMNS })
    .exitOverride()
    .addHelpText('after', ({ error }) => folded(GENERAL_HELP, widthOf(error ? around.stderr : around.stdout)));
  const line = new CommandLine(program, around);
  registerActing(line);
  registerManifest(line);
  registerReading(line);
  registerReplay(line);
  registerResidue(line);
  registerReport(line);
  registerExport(line);
  registerExplaining(line);
  registerTriage(line);
  registerMigrate(line);
  registerSetup(line);
  registerCompletion(line);
  groupCommands(program);
  return line;
}

/** Elsewhere than on a terminal, help is as wide as the lines below. */
function widthOf({ isTTY, columns }: NodeJS.WriteStream): number {
  return isTTY && columns > 0 ? columns : HELP_COLUMNS;
}

const HELP_COLUMNS = 100;
/** In fewer columns beside the names, what they mean is not folded any more. */
const LEAST_HELP_COLUMNS = 20;

const GENERAL_HELP = `
Exit codes: 0 nothing open, 1 open findings, 2 usage or configuration error,
            3 could not see everything (it wins over 1; the answer still says what is open).

Environment: GENESYS_REGION, GENESYS_CLIENT_ID, GENESYS_CLIENT_SECRET (without them: the demo org),
             GENESYS_GATEWAY, GUARDIAN_CONFIG, GUARDIAN_HOME (default .guardian), GUARDIAN_NOW.

Examples:
  $ guardian start
  $ guardian scan && guardian findings
  $ guardian show "Acme Recorder" --at 2026-03-03`;
