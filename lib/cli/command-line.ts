import type { Command } from 'commander';
import type { FindingHub } from '../export/asff/hub.ts';
import type { ActingBench } from './acting-bench.ts';
import type { CatalogueBench } from './catalogue-bench.ts';
import type { SetupBench } from './commands/setup.ts';
import type { FileDesk } from './file-desk.ts';
import type { ManifestDesk } from './manifest-desk.ts';
import { progressOn } from './progress.ts';
import { folded } from './render/fold.ts';
import { type Paper, paperOf } from './render/paper.ts';
import { safeJson } from './render/safe.ts';
import type { ReportDesk } from './report-desk.ts';
import type { Answer, CommandIo, ExitCode, Screen, Workbench } from './workbench.ts';

/** What the command line stands on: opened by a command only when it needs it. */
export interface Surroundings {
  readonly version: string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `stack`: the deployed guardian of that stack in place of the embedded one. `onlyLooks`: nothing is to be written. */
  openWorkbench(options: {
    readonly configFile?: string;
    readonly stack?: string;
    readonly onlyLooks?: boolean;
  }): Promise<Workbench>;
  /** The same for commands by which somebody decides. */
  openActing(options: { readonly configFile?: string; readonly stack?: string }): Promise<ActingBench>;
  openSetup(options: { readonly configFile?: string; readonly stack: string }): Promise<SetupBench>;
  openManifests(): Promise<ManifestDesk>;
  /** The catalogue of operations on this machine. */
  openCatalogue(options: { readonly configFile?: string }): Promise<CatalogueBench>;
  openFiles(): Promise<FileDesk>;
  /** What draws and writes reports: loaded by those who make one. */
  openReports(): Promise<ReportDesk>;
  /** Security Hub of an AWS region. */
  openHub(options: { readonly region: string }): Promise<FindingHub>;
  /** From now on, what would end the program aborts this instead: for commands that go on until somebody ends them. */
  untilStopped?(): AbortSignal;
  /** The story on the demo org, or the first scan of a real one: `npm start`. */
  start(options: StartOptions): Promise<ExitCode>;
}

export interface StartOptions extends CommandIo {
  readonly screen: Screen;
  readonly configFile?: string;
  /** The org's name in `guardian.yaml`. */
  readonly org?: string;
}

/** Options that every command takes. */
export interface GlobalOptions {
  readonly config?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** Commands that read take it. */
  readonly stack?: string;
}

export type Run<Bench = Workbench> = (bench: Bench, io: CommandIo) => Promise<Answer>;

/** What commands are registered with. */
export class CommandLine {
  readonly program: Command;
  readonly around: Surroundings;
  /** Set by the command that ran. */
  exitCode: ExitCode = 0;

  constructor(program: Command, around: Surroundings) {
    this.program = program;
    this.around = around;
  }

  /** A command with the options and the examples that all of them have. */
  command(name: string, description: string, examples: readonly string[], parent = this.program): Command {
    return parent
      .command(name)
      .description(description)
      .option('--json', 'print one JSON document')
      .option('--quiet', 'no progress on stderr')
      .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ guardian ${example}`).join('\n')}`);
  }

  /** Options before the command's name count as well as those after it. */
  all<T extends GlobalOptions>(options: T): T & GlobalOptions {
    return { ...this.program.opts<GlobalOptions>(), ...options };
  }

  /** Opens the workbench, runs, prints the answer and closes everything again. */
  async answer(given: GlobalOptions, run: Run): Promise<void> {
    await this.#answerOn((options) => this.around.openWorkbench(options), given, run);
  }

  /** The same for commands by which somebody decides. */
  async act(given: GlobalOptions, run: Run<ActingBench>): Promise<void> {
    await this.#answerOn((options) => this.around.openActing(options), given, run);
  }

  async #answerOn<Bench extends Pick<Workbench, 'note' | 'close'>>(
    open: (options: { readonly configFile?: string; readonly stack?: string }) => Promise<Bench>,
    given: GlobalOptions,
    run: Run<Bench>,
  ): Promise<void> {
    const { config, json, quiet, stack } = this.all(given);
    const bench = await open({ ...(config && { configFile: config }), ...(stack && { stack }) });
    const progress = progressOn(this.around.stderr, quiet === true, this.around.env);
    try {
      if (bench.note) progress.note(bench.note);
      const screen = this.screen(progress.stop);
      const answer = await run(bench, { progress: progress.say, note: progress.note, ...(!json && { screen }) });
      progress.stop();
      this.print(answer, json === true);
    } finally {
      progress.stop();
      await bench.close();
    }
  }

  /** Prints an answer and keeps its exit code. */
  print(answer: Answer, asJson: boolean): void {
    const { stdout, stderr, env } = this.around;
    const paper = paperOf(stdout, env);
    const text = () => (answer.isVerbatim ? answer.text(paper) : fitting(answer.text(paper), paper));
    stdout.write(asJson ? `${safeJson(answer.document)}\n` : text());
    if (answer.complaint) stderr.write(`guardian: ${answer.complaint}\n`);
    this.exitCode = answer.exitCode;
  }

  /** @param before what to do before each text: a spinner must be off the line first */
  screen(before: () => void): Screen {
    const { stdout, env } = this.around;
    const paper = paperOf(stdout, env);
    return {
      paper,
      write: (text) => {
        before();
        stdout.write(fitting(text, paper));
      },
    };
  }
}

/** Nothing is folded where nobody looks at a width: in pipes and files. */
function fitting(text: string, { columns }: Paper): string {
  return columns === undefined ? text : folded(text, columns);
}
