import type { CommandLine, GlobalOptions } from './command-line.ts';
import { type ReportCommandOptions, reportCommand } from './commands/report.ts';
import { filters, withReadingFilters } from './options.ts';

/** `guardian report`: the page for people who would rather look than read. */
export function registerReport(line: CommandLine): void {
  const report = line.command('report', 'all of it as one HTML page, which works without any network', [
    'report',
    'report --since 400d --out reports/prod.html',
    'report --client "Acme Recorder" --out -  > acme.html',
    'report --stack OAuthGuardian --org prod --json',
  ]);
  withReadingFilters(report, ['client'])
    .addOption(filters.since().default('90d'))
    .option('--out <file>', 'where to write it (default: guardian-report-ORG.html here); - for stdout')
    .action((options: GlobalOptions & ReportCommandOptions) =>
      line.answer(options, async (bench, io) =>
        reportCommand(bench, { desk: await line.around.openReports(), io }, line.all(options)),
      ),
    );
}
