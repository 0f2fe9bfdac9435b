import type { CommandLine, GlobalOptions } from './command-line.ts';
import { migrateCommand } from './commands/migrate.ts';

/** `migrate`: an old history, laid out as this guardian writes it. */
export function registerMigrate(line: CommandLine): void {
  line
    .command('migrate', 'lift a history that an older version wrote, so that all of its answers are quick', [
      'migrate --dry-run',
      'migrate --org prod',
      'migrate --org prod --stack OAuthGuardian',
    ])
    .option('--org <name>', "the org's name in guardian.yaml; needed where there are several")
    .option(
      '--stack <name>',
      'the deployed guardian of this CloudFormation stack, with your own AWS permissions to write its table',
    )
    .option('--dry-run', 'count what there is to do, and write nothing')
    .action((options: GlobalOptions & { org?: string; dryRun?: boolean }) =>
      line.act(options, (bench, io) => migrateCommand(bench, options, io)),
    );
}
