import { type Command, InvalidArgumentError, Option } from 'commander';
import { WAIVER_DAYS } from '../domain/triage.ts';
import type { CommandLine, GlobalOptions } from './command-line.ts';
import { type AcceptCommand, acceptCommand } from './commands/accept.ts';
import { type AckCommand, ackCommand } from './commands/ack.ts';
import { type WaiveCommand, waiveCommand } from './commands/waive.ts';
import { withFilters } from './options.ts';

/** Commands by which people decide what becomes of findings: `ack`, `waive`, `accept`. */
export function registerTriage(line: CommandLine): void {
  registerAck(line);
  registerWaive(line);
  registerAccept(line);
}

function registerAck(line: CommandLine): void {
  const ack = line.command('ack', 'somebody looks after findings: no more reminders until there is more to them', [
    'ack scope-added-0123456789ab --owner Voice --note "ticket 4711"',
    'ack scope-added-0123456789ab --undo',
    'ack --list',
  ]);
  withActing(ack.argument('[id...]', FINDINGS))
    .option('--owner <name>', 'who looks after them: a name, a team, a ticket')
    .option('--note <text>', 'what else there is to say')
    .option('--undo', 'take the acknowledgement back')
    .option('--list', 'show what is acknowledged, by whom and since when')
    .action((ids: string[], options: GlobalOptions & AckCommand) =>
      line.act(options, (bench) => ackCommand(bench, ids, options)),
    );
}

function registerWaive(line: CommandLine): void {
  const waive = line.command('waive', 'somebody takes the risk of findings, for a reason and for a time', [
    'waive scope-added-0123456789ab --reason "migration, agreed with Sam" --days 30',
    'waive scope-added-0123456789ab --reason "until the vendor is gone" --until 2026-12-31 --to-manifest',
    'waive scope-added-0123456789ab --undo',
    'waive --list',
  ]);
  withActing(waive.argument('[id...]', FINDINGS))
    .option('--reason <text>', 'why the risk is taken')
    .addOption(
      new Option(
        '--days <number>',
        `days for which it holds: ${WAIVER_DAYS.default} where nothing is said, ${WAIVER_DAYS.most} at most`,
      ).argParser(parseDays),
    )
    .option('--until <day>', 'the last day (UTC) on which it holds, in place of --days')
    .option('--to-manifest', 'write it into guardian.yaml (or take it out there), which the next scan takes up')
    .option('--note <text>', 'with --undo: why')
    .option('--undo', 'take the waiver back')
    .option('--list', 'show all waivers, how long they still hold, and which deserve another look')
    .action((ids: string[], options: GlobalOptions & WaiveCommand) =>
      line.act(options, (bench) => waiveCommand(bench, ids, options)),
    );
}

function registerAccept(line: CommandLine): void {
  const accept = line.command('accept', 'make the present state of a client the approved one', [
    'accept --list',
    'accept --client "Northwind CRM" --dry-run',
    'accept --client "Northwind CRM" --note "contract of March"',
  ]);
  withActing(accept)
    .option('--client <id|name>', "a client's id, its name, or the beginning of its name")
    .option('--note <text>', 'why')
    .option('--yes', 'also where the entry of guardian.yaml that is edited covers other clients')
    .option('--list', 'show the clients that are not as they are approved')
    .action((options: GlobalOptions & AcceptCommand) =>
      line.act(options, (bench, io) => acceptCommand(bench, options, io)),
    );
}

function withActing(command: Command): Command {
  return withFilters(command, [])
    .option('--by <name>', 'who decides (default: your name on this machine)')
    .option('--dry-run', 'show what would be, and change nothing')
    .option(
      '--stack <name>',
      'decide in the deployed guardian of this CloudFormation stack, with your own AWS permissions',
    );
}

const FINDINGS = "ids of findings, as alerts and 'guardian findings' show them";

function parseDays(text: string): number {
  const days = Number(text);
  if (!/^\d{1,3}$/.test(text) || days < 1 || days > WAIVER_DAYS.most) {
    throw new InvalidArgumentError(`a whole number of days from 1 to ${WAIVER_DAYS.most} is expected.`);
  }
  return days;
}
