import { type Command, InvalidArgumentError, Option } from 'commander';
import { FINDING_STATES, type FindingState } from '../domain/finding.ts';
import { SEVERITIES, type Severity } from '../domain/severity.ts';

/** Options that every reading command takes. */
export interface ReadingOptions {
  readonly org?: string;
  readonly client?: string;
  readonly vendor?: string;
  readonly since?: string;
  readonly until?: string;
  readonly severity?: Severity;
  readonly state?: readonly FindingState[];
  readonly rule?: string;
  readonly actor?: string;
  readonly limit?: number;
}

/** The filters of the reading commands, written once. */
export const filters = {
  client: () => new Option('--client <id|name>', "a client's id, its name, or the beginning of its name"),
  vendor: () => new Option('--vendor <name>', 'a vendor of guardian.yaml'),
  since: () => new Option('--since <time>', 'from then on: 2026-03-03, an ISO time, or 45m, 12h, 30d, 2w ago'),
  until: () => new Option('--until <time>', 'up to then'),
  severity: () => new Option('--severity <severity>', 'this severity or worse').choices(SEVERITIES),
  state: () =>
    new Option(
      '--state <states>',
      `one of ${FINDING_STATES.join(', ')}, several with commas between them, or all`,
    ).argParser(parseStates),
  rule: () => new Option('--rule <id>', 'one rule, such as scope-added'),
  actor: () => new Option('--actor <id|name>', 'whoever made the change or decided about it: id, or the whole name'),
  limit: (standard?: number) => {
    const option = new Option('--limit <number>', 'at most so many').argParser(parseLimit);
    return standard === undefined ? option : option.default(standard);
  },
} as const;

/** Adds `--org` and the named filters to a command. */
export function withFilters(command: Command, names: readonly (keyof typeof filters)[], limit?: number): Command {
  command.option('--org <name>', "the org's name in guardian.yaml; needed where there are several");
  for (const name of names) command.addOption(name === 'limit' ? filters.limit(limit) : filters[name]());
  return command;
}

/** {@link withFilters}, for commands that read: also from a deployed guardian. */
export function withReadingFilters(command: Command, names: readonly (keyof typeof filters)[]): Command {
  return withFilters(command, names).option(
    '--stack <name>',
    'read the deployed guardian of this CloudFormation stack (AWS_REGION and credentials as usual)',
  );
}

/** For commands that ask Genesys: how long one request may take. */
export function timeoutOption(): Option {
  return new Option('--timeout <seconds>', 'longest time of one request to Genesys (default: 16)').argParser(
    parseSeconds,
  );
}

function parseStates(text: string): FindingState[] {
  const states = text.split(',').map((state) => state.trim().toLowerCase());
  if (states.includes('all')) return [...FINDING_STATES];
  const known = FINDING_STATES.filter((state) => states.includes(state));
  const unknown = states.filter((state) => !known.some((name) => name === state));
  if (unknown.length > 0) {
    throw new InvalidArgumentError(`unknown state '${unknown[0]}': allowed are ${FINDING_STATES.join(', ')}, all.`);
  }
  return known;
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!/^\d{1,9}$/.test(text) || limit < 1) throw new InvalidArgumentError('a whole number from 1 on is expected.');
  return limit;
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!/^\d{1,4}(\.\d{1,3})?$/.test(text) || seconds <= 0) {
    throw new InvalidArgumentError('a number of seconds above 0 is expected.');
  }
  return seconds;
}
