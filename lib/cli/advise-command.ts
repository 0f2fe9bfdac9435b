import { Option } from 'commander';
import { GRANT_TYPES } from '../domain/client.ts';
import { UsageError } from '../errors.ts';
import { type CatalogueInUse, catalogueInUse, provenanceOf } from '../jobs/catalogue/catalogue-file.ts';
import { READY_FORMATS } from '../jobs/queries/ready.ts';
import type { CommandLine, GlobalOptions } from './command-line.ts';
import { type AdviseOptions, adviseCommand } from './commands/advise.ts';
import { type ApplyOptions, adviseApplyCommand } from './commands/advise-apply.ts';
import { adviseNewCommand, type NewOptions } from './commands/advise-new.ts';
import { withReadingFilters } from './options.ts';
import { catalogueWords } from './render/explain-text.ts';
import type { Answer } from './workbench.ts';

/** `advise`: what clients need, that in a form to apply, and what an app needs that is yet to come. */
export function registerAdvise(line: CommandLine): void {
  const advise = line.command('advise', 'the least grant that each client needs for what it really calls', [
    'advise',
    'advise --client "Acme Recorder" --blast',
    'advise --explain recording:recording:view',
    'advise --simulate users conversations:readonly',
    'advise --enforce-scopes',
    'advise --vendor "Northwind CRM" --since 60d --json',
    'advise --client "Acme Recorder" --format plan --start 2026-12-01 --out acme',
    'advise --new "Acme Insights" --from acme.postman_collection.json --grant-type CODE --format hcl',
  ]);
  withReadingFilters(advise, ['client', 'vendor', 'since'])
    .option('--explain <name>', 'what a scope or permission opens, its risk, who holds it, and which calls need it')
    .option('--simulate <names...>', 'which observed calls would fail without these scopes or permissions')
    .option('--enforce-scopes', 'which clients would break if the org enforced scopes, and what mends it')
    .option('--blast', 'what an attacker could do who holds the client, and where')
    .addOption(new Option('--format <format>', 'the advice for one client, ready to apply').choices([...READY_FORMATS]))
    .option('--out <folder>', 'with --format: write files there, all or none')
    .option('--force', 'with --out: overwrite')
    .option('--start <day>', 'with --format plan or letter: first day of changes (default: today)')
    .option('--new <name>', 'an app that is yet to come: the least for the calls that it declares')
    .option('--from <files...>', 'with --new: a list of calls, a Postman collection, OpenAPI 3 or Swagger 2')
    .option('--scopes <scopes...>', 'with --new: the scopes that its documentation asks for')
    .addOption(new Option('--grant-type <type>', 'with --new: how it signs in').choices([...GRANT_TYPES]))
    .option('--division <name|id>', "with --new: where it works ('home' and '*' have to be written out)")
    .action((options: GlobalOptions & Given) => {
      assertFitting(options);
      return line.answer(options, async (reading) => {
        const { config } = line.all(options);
        const { file } = await line.around.openCatalogue(config === undefined ? {} : { configFile: config });
        const catalogue = await catalogueInUse(file);
        const bench = { ...reading, catalogue };
        const files = () => line.around.openFiles();
        if (isNew(options))
          return byCatalogue(await adviseNewCommand(bench, await files(), options), catalogue, options);
        if (isApply(options))
          return byCatalogue(await adviseApplyCommand(bench, await files(), options), catalogue, options);
        return byCatalogue(await adviseCommand(bench, options), catalogue, options);
      });
    });
}

/** Says by which catalogue an answer was made; what is ready to apply goes into files, and stays as it is. */
function byCatalogue(answer: Answer, inUse: CatalogueInUse, { format }: Pick<Given, 'format'>): Answer {
  const catalogue = provenanceOf(inUse);
  const text: Answer['text'] = (paper) => `${answer.text(paper)}\n${paper.paint.dim(catalogueWords(catalogue))}\n`;
  return {
    ...answer,
    document: { ...answer.document, catalogue },
    text: format === undefined ? text : answer.text,
  };
}

type Given = AdviseOptions & Partial<Omit<ApplyOptions, 'org' | 'client' | 'since'>> & Partial<NewOptions>;

function isNew(options: Given): options is Given & NewOptions {
  return options.new !== undefined;
}

function isApply(options: Given): options is Given & ApplyOptions {
  return options.format !== undefined;
}

/** What belongs to another question is told, and not passed over in silence. */
function assertFitting(options: Given): void {
  const { format, out } = options;
  if (isNew(options)) refuse(options, OF_OBSERVED, '--new is about an app that nobody has seen');
  else refuse(options, OF_NEW, 'only --new takes it');
  if (format === undefined) refuse(options, ['out', 'start', 'force'], 'only --format takes it');
  else refuse(options, OTHER_QUESTIONS, `--format ${format} is another question`);
  if (out === undefined) refuse(options, ['force'], 'only --out takes it');
  if (format !== 'plan' && format !== 'letter') refuse(options, ['start'], 'only --format plan and letter take it');
}

const OTHER_QUESTIONS = ['explain', 'simulate', 'enforceScopes', 'blast', 'vendor'] as const;
const OF_OBSERVED = ['client', 'since', 'start', ...OTHER_QUESTIONS] as const;
const OF_NEW = ['from', 'scopes', 'grantType', 'division'] as const;

function refuse(options: Given, names: readonly (keyof Given)[], why: string): void {
  const given = names.find((name) => options[name] !== undefined);
  if (given === undefined) return;
  const option = given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new UsageError(`--${option} does not fit here: ${why}`);
}
