import { type Command, InvalidArgumentError, Option } from 'commander';
import { catalogueInUse } from '../jobs/catalogue/catalogue-file.ts';
import type { CommandLine, GlobalOptions } from './command-line.ts';
import {
  type ManifestCheckOptions,
  manifestVerdict,
  type OpenBench,
  verdictAnswer,
} from './commands/manifest-check.ts';
import { assertForm, formedAnswer, VERDICT_FORMATS, type VerdictForm } from './commands/manifest-format.ts';
import { type ManifestInitOptions, manifestInitCommand } from './commands/manifest-init.ts';
import { type ManifestSnapshotOptions, manifestSnapshotCommand } from './commands/manifest-snapshot.ts';
import { withReadingFilters } from './options.ts';
import { progressOn } from './progress.ts';

/** `manifest`: what `guardian.yaml` says, and what it would mean. */
export function registerManifest(line: CommandLine): void {
  const manifest = line.program.command('manifest').description('work with guardian.yaml');
  registerInit(line, manifest);
  registerCheck(line, manifest);
  registerSnapshot(line, manifest);
}

function registerInit(line: CommandLine, manifest: Command): void {
  const init = line.command(
    'init',
    'a guardian.yaml that approves what is there now, with comments on what to look at',
    [
      'manifest init > guardian.yaml',
      'manifest init --out guardian.yaml --review-in 180d',
      'manifest init --out guardian.yaml --merge',
      'manifest init --least --org prod --stack guardian',
    ],
    manifest,
  );
  withReadingFilters(init, [])
    .option('--out <file>', 'write it there (default: stdout)')
    .option('--force', 'with --out: overwrite')
    .option(
      '--merge',
      'add entries for clients that no vendor claims to the file that is there, and change nothing else',
    )
    .option('--names', 'name clients by their names in place of their ids, where a name means one client alone')
    .option('--least', 'approve the advised least in place of what is held, where the advice is sure')
    .addOption(
      new Option('--review-in <days>', 'look at the entries again after so long: 90d, 26w').argParser(parseReviewIn),
    )
    .option('--allow-incomplete', 'also where the last scan did not see everything')
    .action((options: GlobalOptions & Omit<ManifestInitOptions, 'config'>) =>
      line.answer(options, async (reading) => {
        const { config } = line.all(options);
        const configFile = config === undefined ? {} : { configFile: config };
        const catalogue = await catalogueInUse((await line.around.openCatalogue(configFile)).file);
        const desk = await line.around.openManifests();
        return manifestInitCommand({ ...reading, catalogue }, desk, {
          ...options,
          ...(config !== undefined && { config }),
        });
      }),
    );
}

/** Days from now. */
function parseReviewIn(text: string): number {
  const [, number = '', unit] = /^(\d{1,4})([dw])$/.exec(text.trim()) ?? [];
  const days = Number(number) * (unit === 'w' ? 7 : 1);
  if (days < 1 || days > MOST_REVIEW_DAYS) {
    throw new InvalidArgumentError(`days or weeks are expected, such as 90d or 26w, at most ${MOST_REVIEW_DAYS}d.`);
  }
  return days;
}

const MOST_REVIEW_DAYS = 3650;

function registerCheck(line: CommandLine, manifest: Command): void {
  const check = line.command(
    'check',
    'everything that is wrong with a guardian.yaml, and what would be open under it',
    [
      'manifest check',
      'manifest check config/guardian.yaml --json',
      'manifest check --against last',
      'manifest check --against org --base main.yaml',
      'manifest check --snapshot org.json --base main.yaml --only-new',
      'manifest check --snapshot org.json --format sarif --out guardian.sarif',
    ],
    manifest,
  );
  withReadingFilters(check, [])
    .argument('[file]', 'the file (default: GUARDIAN_CONFIG, else ./guardian.yaml)')
    .addOption(
      new Option('--against <state>', 'judge it: by what the last scan left, or by the org as it is now').choices([
        'last',
        'org',
      ]),
    )
    .option('--snapshot <file>', "judge it by a file of 'guardian manifest snapshot': needs no store, no credentials")
    .option('--base <file>', 'the guardian.yaml in force: tell what this one opens, closes and newly allows')
    .option('--only-new', 'with --base: exit with 1 only for findings that the base does not leave open')
    .addOption(new Option('--format <format>', 'sarif is for code scanning: docs/exports.md').choices(VERDICT_FORMATS))
    .option('--out <file>', 'write the answer there, whole or not at all; people still read it here')
    .option('--rules-uri <url>', 'for sarif: where readers find docs/rules.md')
    .action(async (file: string | undefined, given: GlobalOptions & ManifestCheckOptions & VerdictForm) => {
      const options = line.all(given);
      assertForm(options);
      const named = file ?? options.config;
      const desk = await line.around.openManifests();
      const progress = progressOn(line.around.stderr, options.quiet === true, line.around.env);
      let close = async () => {};
      const openBench: OpenBench = async () => {
        const { stack } = options;
        const bench = await line.around.openWorkbench({
          ...(named && { configFile: named }),
          ...(stack && { stack }),
          onlyLooks: true,
        });
        close = () => bench.close();
        // The demo org leaves a file aside; here the file is what is looked at.
        if (bench.note) progress.note(bench.note.replace(/; [^;]* is left aside$/, ''));
        return bench;
      };
      try {
        const verdict = await manifestVerdict(desk, named, options, { openBench, progress: progress.say });
        progress.stop();
        const { version } = line.around;
        const parts = { version, rules: desk.rules, openFiles: () => line.around.openFiles() };
        const { answer, asJson } = await formedAnswer(verdict, verdictAnswer(verdict, options), options, parts);
        line.print(answer, asJson);
      } finally {
        progress.stop();
        await close();
      }
    });
}

function registerSnapshot(line: CommandLine, manifest: Command): void {
  const snapshot = line.command(
    'snapshot',
    'the last committed state of an org as a file, to check a guardian.yaml by it elsewhere',
    ['manifest snapshot --out org.json', 'manifest snapshot --org prod --stack guardian --out prod.json --force'],
    manifest,
  );
  withReadingFilters(snapshot, [])
    .option('--out <file>', 'write it there (default: stdout)')
    .option('--force', 'with --out: overwrite')
    .action((options: GlobalOptions & ManifestSnapshotOptions) =>
      line.answer(options, async (bench) => manifestSnapshotCommand(bench, await line.around.openManifests(), options)),
    );
}
