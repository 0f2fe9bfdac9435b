import type { SourceName } from '../../domain/coverage.ts';
import { addDays, dayOf, later } from '../../domain/day.ts';
import { gapsOf, NO_RUN_YET } from '../../domain/gaps.ts';
import type { GuardianConfig, OrgConfig } from '../../domain/manifest.ts';
import type { RunRecord } from '../../domain/run.ts';
import { daysOf } from '../../domain/usage/calendar.ts';
import type { UsageDay } from '../../domain/usage/day.ts';
import type { UsageSummary } from '../../domain/usage/summary.ts';
import { callWindow } from '../observed-days.ts';

/** What {@link unseenOf} looks at. */
export interface UnseenInput {
  /** The newest run; undefined where none was made yet. */
  readonly run: RunRecord | undefined;
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  readonly usage: UsageSummary;
  /** Known days: those of the usage shown, and of `thresholds.observationDays`. */
  readonly usageDays: readonly UsageDay[];
  readonly now: Date;
}

/**
 * Every reason why what is shown is not the whole truth, a sentence each, the gravest first. Empty: all was seen, and
 * lately.
 */
export function unseenOf(input: UnseenInput): string[] {
  const { run } = input;
  if (!run) return [NO_RUN_YET];
  return [
    ...unreadSources(run, input.org),
    ...clockDoubts(run, input),
    ...oldReads(run, input),
    ...usageDoubts(input),
    ...callDoubts(run, input),
  ];
}

function unreadSources(run: RunRecord, org: OrgConfig): string[] {
  const gaps = gapsOf(run);
  const told = new Set<SourceName>(gaps.map(({ source }) => source));
  const never = expectedSources(org).filter((source) => !told.has(source) && !run.sources[source]?.completeAt);
  return [
    ...gaps.map(({ source, status, reason }) => {
      const what = status === 'incomplete' ? 'was read only in part' : 'could not be read';
      return `${NAMES[source]} ${what}: ${asSentence(reason ?? 'no reason is known')}`;
    }),
    ...never.map((source) => `${NAMES[source]} was never read whole yet.`),
  ];
}

/** Audits are no source of what is: they only tell who did it. */
function expectedSources({ readAuthorizations, readIntegrations }: OrgConfig): SourceName[] {
  return [
    ...(['clients', 'roles', 'divisions', 'usage'] as const),
    ...(readAuthorizations ? (['authorizations'] as const) : []),
    ...(readIntegrations ? (['integrations'] as const) : []),
  ];
}

const NAMES: Readonly<Record<SourceName, string>> = {
  clients: 'The list of clients',
  roles: 'The list of roles',
  divisions: 'The list of divisions',
  usage: 'API usage',
  authorizations: 'The list of authorisations',
  integrations: 'The list of integrations',
  audits: 'The audit log',
};

/** What a configuration run reads, and what every finding of drift hangs on. */
const CONFIGURATION = ['clients', 'roles', 'divisions'] as const;

/**
 * A source that was read whole too long ago: longer than two intervals of its schedule, and never less than a day, since
 * a run may fail now and then. A source that could not be read lately is told of already.
 */
function oldReads(run: RunRecord, { config, now }: UnseenInput): string[] {
  const bound = Math.max(SHORTEST_BOUND_HOURS, 2 * intervalHours(config.schedules.configuration));
  const told = new Set<SourceName>(gapsOf(run).map(({ source }) => source));
  const oldest = CONFIGURATION.filter((source) => !told.has(source))
    .flatMap((source) => run.sources[source]?.completeAt ?? [])
    .sort()[0];
  if (oldest === undefined) return [];
  const hours = (now.getTime() - Date.parse(oldest)) / HOUR_MS;
  if (hours <= bound) return [];
  return [`The org was last read at ${oldest}, ${Math.floor(hours)} hours ago: what changed since then is not known.`];
}

/** By a clock that was set back nothing is old: every age would be too small, and the newest changes still to come. */
function clockDoubts({ at }: RunRecord, { now }: UnseenInput): string[] {
  if (Date.parse(at) - now.getTime() <= CLOCK_TOLERANCE_MS) return [];
  return [`The newest run is of ${at}, which is still to come by the clock here: how old anything is cannot be told.`];
}

/** Clocks of two machines differ by some minutes. */
const CLOCK_TOLERANCE_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;
const SHORTEST_BOUND_HOURS = 24;
const HOURS_OF = { minute: 1 / 60, hour: 1, day: 24 } as const;

/** Hours between two runs of a schedule; of a `cron`, a day: a guardian that looks less often is not running. */
function intervalHours(expression: string): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const hours = unit === 'minute' || unit === 'hour' || unit === 'day' ? HOURS_OF[unit] : undefined;
  return hours === undefined ? HOURS_OF.day : Number(count) * hours;
}

function usageDoubts({ usage, usageDays, config }: UnseenInput): string[] {
  const { asOf, isStale, window, forecast } = usage;
  if (asOf === null) return ['No day of API usage is known yet: shares of the quota and a forecast cannot be told.'];
  const known = new Set(usageDays.map(({ date }) => date));
  // Days after the data's own time are not missing: Genesys has not counted them yet. That time may be a day's end.
  const newest = dayOf(new Date(Date.parse(asOf) - 1));
  const missing = daysOf({ from: window.from, to: newest }).filter((day) => !known.has(day)).length;
  const { usageStaleHours } = config.thresholds;
  return [
    ...(isStale
      ? [`API usage is known up to ${asOf} only: older than ${usageStaleHours} hours (thresholds.usageStaleHours).`]
      : []),
    ...(missing > 0
      ? [`API usage of ${missing} ${missing === 1 ? 'day' : 'days'} since ${window.from} is not known.`]
      : []),
    ...(forecast.confidence === 'none' ? [`There is no forecast of the month: ${forecast.reason}.`] : []),
  ];
}

function callDoubts(run: RunRecord, { usageDays, config, now }: UnseenInput): string[] {
  const { thresholds } = config;
  const calls = callWindow({ observed: run, usageDays, thresholds, now });
  if (!calls) return ['Calls by operation were never read: which grants are needed cannot be told.'];
  return calls.gap === undefined ? [] : [calls.gap];
}

/** The first day of usage that has to be read to tell all this, and to show usage from a day on. */
export function firstUsageDay(from: string, { thresholds }: GuardianConfig, now: Date): string {
  // One day more than is looked at: the newest calls may be of yesterday, or of the day before.
  const observed = addDays(dayOf(now), -(thresholds.observationDays + UNREAD_DAYS));
  return later(from, observed) === from ? observed : from;
}

const UNREAD_DAYS = 3;

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
