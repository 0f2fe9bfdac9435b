import { Command, CommanderError } from 'commander';
import { doctorCommand } from './commands/doctor.ts';
import { findingsCommand } from './commands/findings.ts';
import { historyCommand } from './commands/history.ts';
import { type ManifestReading, manifestCheckCommand } from './commands/manifest-check.ts';
import { scanCommand } from './commands/scan.ts';
import { diffCommand, showCommand } from './commands/show.ts';
import { usageCommand } from './commands/usage.ts';
import { failureOf } from './failure.ts';
import { type ReadingOptions, withFilters } from './options.ts';
import { progressOn } from './progress.ts';
import { type Answer, EXIT, type ExitCode, type Workbench } from './workbench.ts';

/** What the command line stands on: opened by a command only when it needs it. */
export interface Surroundings {
  readonly version: string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  openWorkbench(options: { readonly configFile?: string }): Promise<Workbench>;
  readManifest(file: string | undefined): ManifestReading;
  /** The story on the demo org, or the first scan of a real one: `npm start`. */
  start(options: {
    readonly write: (text: string) => void;
    readonly progress: (message: string) => void;
    readonly configFile?: string;
  }): Promise<ExitCode>;
  readonly showsStacks: boolean;
}

interface GlobalOptions {
  readonly config?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

type Run = (
  bench: Workbench,
  io: { readonly progress: (message: string) => void; readonly print?: (text: string) => void },
) => Promise<Answer>;

/** Parses, runs one command, prints its answer. Answers the exit code; prints every failure on stderr. */
export async function runCli(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.nothingOpen;
  const program = programOf(around, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has already printed its own complaint, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.nothingOpen : EXIT.usageError;
    const failure = failureOf(error, around.showsStacks);
    around.stderr.write(failure.text);
    return failure.exitCode;
  }
}

function programOf(around: Surroundings, done: (code: ExitCode) => void): Command {
  const program = new Command('guardian')
    .description('Watches the OAuth clients of a Genesys Cloud org: drift of access, and overuse of the API quota.')
    .version(around.version)
    .option('--config <file>', 'path of guardian.yaml (default: GUARDIAN_CONFIG, else ./guardian.yaml)')
    .option('--json', 'print one JSON document')
    .option('--quiet', 'no progress on stderr')
    .showHelpAfterError("Run 'guardian --help', or 'guardian COMMAND --help' for examples.")
    .showSuggestionAfterError()
    .configureOutput({ writeOut: (text) => around.stdout.write(text), writeErr: (text) => around.stderr.write(text) })
    .exitOverride()
    .addHelpText('after', GENERAL_HELP);
  const command = (name: string, description: string, examples: string): Command =>
    program
      .command(name)
      .description(description)
      .option('--json', 'print one JSON document')
      .option('--quiet', 'no progress on stderr')
      .addHelpText('after', `\nExamples:\n${examples.trim().replace(/^\s*/gm, '  $ ')}`);
  const answer = async (options: GlobalOptions, run: Run): Promise<void> => {
    done(await runCommand(around, { ...program.opts<GlobalOptions>(), ...options }, run));
  };

  command(
    'start',
    'the main job at a glance: without credentials, a story on the demo org; with them, a scan of yours',
    'guardian start',
  ).action(async (options: GlobalOptions) => {
    const all = { ...program.opts<GlobalOptions>(), ...options };
    const progress = progressOn(around.stderr, all.quiet === true);
    try {
      const write = (text: string) => {
        progress.stop();
        around.stdout.write(text);
      };
      done(await around.start({ write, progress: progress.say, ...(all.config && { configFile: all.config }) }));
    } finally {
      progress.stop();
    }
  });

  withFilters(
    command(
      'scan',
      'read the org, judge it, keep what changed, send alerts',
      `
      guardian scan
      guardian scan --org prod --json
      guardian scan --job usage --slot 2026-03-03T12:00:00Z`,
    ),
    [],
  )
    .option('--job <job>', 'configuration, usage or all', 'all')
    .option('--slot <time>', "the schedule's own time: the same slot twice is one run")
    .action((options: GlobalOptions & { org?: string; job: string; slot?: string }) =>
      answer(options, (bench, io) => scanCommand(bench, options, io)),
    );

  withFilters(
    command(
      'findings',
      'what is wrong now, worst first',
      `
      guardian findings
      guardian findings --client "Acme Recorder"
      guardian findings --severity high --state open --json
      guardian findings --state resolved --since 30d`,
    ),
    ['client', 'vendor', 'severity', 'state', 'rule', 'since', 'until', 'limit'],
  ).action((options: GlobalOptions & ReadingOptions) => answer(options, (bench) => findingsCommand(bench, options)));

  withFilters(
    command(
      'history',
      'what happened, newest first',
      `
      guardian history --since 30d
      guardian history --client "Acme Recorder" --rule scope-added
      guardian history --vendor "Northwind CRM" --json`,
    ),
    ['client', 'vendor', 'since', 'until', 'severity', 'rule', 'limit'],
  ).action((options: GlobalOptions & ReadingOptions) => answer(options, (bench) => historyCommand(bench, options)));

  withFilters(
    command(
      'show',
      'what a client was, and could really do, at a time',
      `
      guardian show "Acme Recorder"
      guardian show "Acme Recorder" --at 2026-03-03
      guardian show 6d1f0a0e-0000-4000-8000-000000000001 --at 12h --json`,
    ),
    [],
  )
    .argument('[client]', "the client's id, name, or the beginning of its name")
    .option('--client <id|name>', 'the same, as an option')
    .option('--at <time>', 'at that time (default: now)')
    .action((client: string | undefined, options: GlobalOptions & { org?: string; client?: string; at?: string }) =>
      answer(options, (bench) => showCommand(bench, { ...options, client: named(client, options.client) })),
    );

  withFilters(
    command(
      'diff',
      'what differs between two times of a client, or between two clients',
      `
      guardian diff "Acme Recorder" --from 30d
      guardian diff "Acme Recorder" --from 2026-03-01 --to 2026-03-03
      guardian diff "Acme Recorder" --with "Acme Recorder EU" --json`,
    ),
    [],
  )
    .argument('[client]', "the client's id, name, or the beginning of its name")
    .option('--client <id|name>', 'the same, as an option')
    .option('--from <time>', 'the earlier time')
    .option('--to <time>', 'the later time (default: now)')
    .option('--with <id|name>', 'another client to compare with')
    .action(
      (
        client: string | undefined,
        options: GlobalOptions & { org?: string; client?: string; from?: string; to?: string; with?: string },
      ) =>
        answer(options, (bench) =>
          diffCommand(bench, {
            client: named(client, options.client),
            ...(options.org && { org: options.org }),
            ...(options.with && { other: options.with }),
            ...(options.from && { from: options.from }),
            ...(options.to && { to: options.to }),
          }),
        ),
    );

  withFilters(
    command(
      'usage',
      'who uses how much of the API allowance, and how fresh that is',
      `
      guardian usage
      guardian usage --since 7d --limit 10
      guardian usage --client "Lumen Wallboard" --json`,
    ),
    ['client', 'vendor', 'since', 'until', 'limit'],
  ).action((options: GlobalOptions & ReadingOptions) => answer(options, (bench) => usageCommand(bench, options)));

  withFilters(
    command(
      'doctor',
      'is the guardian itself alive and seeing everything?',
      `
      guardian doctor
      guardian doctor --json`,
    ),
    [],
  ).action((options: GlobalOptions & { org?: string }) =>
    answer(options, (bench, io) => doctorCommand(bench, options, io.progress)),
  );

  const manifest = program.command('manifest').description('work with guardian.yaml');
  manifest
    .command('check')
    .description('say everything that is wrong with a guardian.yaml, with line and column')
    .argument('[file]', 'the file (default: GUARDIAN_CONFIG, else ./guardian.yaml)')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nExamples:\n  $ guardian manifest check\n  $ guardian manifest check config/guardian.yaml --json',
    )
    .action((file: string | undefined, options: GlobalOptions) => {
      const all = { ...program.opts<GlobalOptions>(), ...options };
      const checked = manifestCheckCommand(around.readManifest(file ?? all.config));
      print(around, all, checked);
      done(checked.exitCode);
    });
  return program;
}

async function runCommand(around: Surroundings, options: GlobalOptions, run: Run): Promise<ExitCode> {
  const progress = progressOn(around.stderr, options.quiet === true);
  const bench = await around.openWorkbench(options.config ? { configFile: options.config } : {});
  try {
    if (bench.note) progress.say(bench.note);
    const answer = await run(bench, {
      progress: progress.say,
      ...(!options.json && {
        print: (text: string) => {
          progress.stop();
          around.stdout.write(text);
        },
      }),
    });
    progress.stop();
    print(around, options, answer);
    return answer.exitCode;
  } finally {
    progress.stop();
    await bench.close();
  }
}

function print(around: Surroundings, { json }: GlobalOptions, answer: Answer): void {
  around.stdout.write(json ? `${JSON.stringify(answer.document, null, 2)}\n` : answer.text());
}

function named(argument: string | undefined, option: string | undefined): string {
  const client = argument ?? option;
  if (client !== undefined) return client;
  throw new CommanderError(2, 'guardian.missingClient', 'name a client');
}

const GENERAL_HELP = `
Exit codes: 0 nothing open, 1 open findings, 2 usage or configuration error,
            3 could not see everything (it wins over 1; the answer still says what is open).

Environment: GENESYS_REGION, GENESYS_CLIENT_ID, GENESYS_CLIENT_SECRET (without them: the demo org),
             GENESYS_GATEWAY, GUARDIAN_CONFIG, GUARDIAN_HOME (default .guardian), GUARDIAN_NOW.

Examples:
  $ guardian start
  $ guardian scan && guardian findings
  $ guardian show "Acme Recorder" --at 2026-03-03`;
