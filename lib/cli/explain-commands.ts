import type { CommandLine, GlobalOptions } from './command-line.ts';
import {
  type CatalogueUpdateCommand,
  catalogueShowCommand,
  catalogueUpdateCommand,
} from './commands/catalogue-update.ts';
import { type ExplainCommand, explainCommand } from './commands/explain.ts';
import { withFilters, withReadingFilters } from './options.ts';

/** Commands about what calls need: `explain`, `catalogue show`, `catalogue update`. */
export function registerExplaining(line: CommandLine): void {
  registerExplain(line);
  registerCatalogue(line);
}

function registerExplain(line: CommandLine): void {
  const explain = line.command(
    'explain',
    'why a call fails or whether it will work, and why a redirect URI does not fit',
    [
      'explain --error answer.json --client "Acme Recorder"',
      'explain --error - --client "Acme Recorder" --call "GET /api/v2/routing/queues" < answer.json',
      'explain --error failure.log --client "Acme Recorder" --at 2026-11-17T09:30:00Z',
      'explain --call "POST /api/v2/analytics/conversations/details/query" --client "Acme Recorder"',
      'explain --redirect https://app.acme.example/callback/ --client "Northwind CRM" --json',
    ],
  );
  withReadingFilters(explain, ['client'])
    .option(
      '--error <file>',
      'the answer of the failing call: its JSON body, a whole HTTP exchange, or a log line; - for stdin',
    )
    .option('--call <call>', "the call: 'METHOD /path', with ids or as a template")
    .option('--redirect <uri>', 'a redirect URI that Genesys refuses, or the whole address of the sign-in')
    .option('--at <time>', 'as the org was at that time (default: now)')
    .action((options: GlobalOptions & ExplainCommand) =>
      line.answer(options, async (bench) => {
        const catalogue = await catalogueOf(line, options);
        return explainCommand(bench, { catalogue, openFiles: () => line.around.openFiles() }, options);
      }),
    );
}

function registerCatalogue(line: CommandLine): void {
  const group = line.program
    .command('catalogue')
    .description('what each operation of the API needs, as this machine knows it');
  line
    .command(
      'show',
      'which catalogue answers go by, and what is in it',
      ['catalogue show', 'catalogue show --json'],
      group,
    )
    .action(async (options: GlobalOptions) =>
      line.print(await catalogueShowCommand(await catalogueOf(line, options)), line.all(options).json === true),
    );
  const update = line.command(
    'update',
    "take the live definition of the org's region, show what changed, and keep it on this machine",
    [
      'catalogue update --dry-run',
      'catalogue update',
      'catalogue update --from swagger.json',
      'catalogue update --org prod --json',
    ],
    group,
  );
  withFilters(update, [])
    .option('--from <file|url>', 'a definition (Swagger 2.0), or a catalogue that another guardian keeps')
    .option('--dry-run', 'show what would change, and keep nothing')
    .option('--force', 'keep it although a large share of the known operations is not in it')
    .action((options: GlobalOptions & CatalogueUpdateCommand) =>
      line.answer(options, async (bench, io) =>
        catalogueUpdateCommand(bench, await catalogueOf(line, options), options, io),
      ),
    );
}

function catalogueOf(line: CommandLine, options: GlobalOptions) {
  const { config } = line.all(options);
  return line.around.openCatalogue(config === undefined ? {} : { configFile: config });
}
