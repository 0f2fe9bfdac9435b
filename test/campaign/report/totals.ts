import * as z from 'zod';
import { INVARIANTS, type Invariant, type Outcome } from '../checks/result.ts';

const counts = z.record(z.string(), z.number());

/** What many schedules came to. A part of a campaign is the same as the whole: they are added up. */
export const totalsSchema = z.object({
  histories: z.number(),
  steps: z.number(),
  schedules: z.number(),
  /** Those in which at least one fault struck. */
  struckSchedules: z.number(),
  /** Faults that struck, by kind. */
  faults: counts,
  crashes: z.number(),
  duplicates: z.number(),
  checks: counts,
  violations: counts,
  stepsPlayed: z.number(),
  merged: z.number(),
  playedToTheEnd: z.number(),
  failures: z.array(z.object({ script: z.string(), invariant: z.string(), detail: z.string() })),
});
export type Totals = z.output<typeof totalsSchema>;

export function noTotals(): Totals {
  return {
    ...{ histories: 0, steps: 0, schedules: 0, struckSchedules: 0, crashes: 0, duplicates: 0, stepsPlayed: 0 },
    ...{ merged: 0, playedToTheEnd: 0, faults: {}, checks: {}, violations: {}, failures: [] },
  };
}

/** The totals with one more schedule. */
export function withOutcome(totals: Totals, outcome: Outcome): Totals {
  const { struck, crashes, duplicates, checks, violations, stepsPlayed, end } = outcome;
  return {
    ...totals,
    schedules: totals.schedules + 1,
    struckSchedules: totals.struckSchedules + (struck.length > 0 ? 1 : 0),
    faults: struck.reduce((sum, kind) => added(sum, { [kind]: 1 }), totals.faults),
    crashes: totals.crashes + crashes,
    duplicates: totals.duplicates + duplicates,
    checks: added(totals.checks, checks),
    violations: violations.reduce((sum, { invariant }) => added(sum, { [invariant]: 1 }), totals.violations),
    stepsPlayed: totals.stepsPlayed + stepsPlayed,
    merged: totals.merged + (end === 'merged' ? 1 : 0),
  };
}

/** Two parts of a campaign as one. */
export function together(a: Totals, b: Totals): Totals {
  return {
    histories: a.histories + b.histories,
    steps: a.steps + b.steps,
    schedules: a.schedules + b.schedules,
    struckSchedules: a.struckSchedules + b.struckSchedules,
    faults: added(a.faults, b.faults),
    crashes: a.crashes + b.crashes,
    duplicates: a.duplicates + b.duplicates,
    checks: added(a.checks, b.checks),
    violations: added(a.violations, b.violations),
    stepsPlayed: a.stepsPlayed + b.stepsPlayed,
    merged: a.merged + b.merged,
    playedToTheEnd: a.playedToTheEnd + b.playedToTheEnd,
    failures: [...a.failures, ...b.failures],
  };
}

/** The campaign's table. */
export function totalsText(totals: Totals): string {
  const { schedules, failures } = totals;
  const perSchedule = (totals.stepsPlayed / Math.max(1, schedules)).toFixed(1);
  const faults = Object.entries(totals.faults).sort(([a], [b]) => (a < b ? -1 : 1));
  const struck = faults.reduce((sum, [, count]) => sum + count, 0);
  const invariants = Object.keys(INVARIANTS) as Invariant[];
  const broken = (invariant: Invariant) => totals.violations[invariant] ?? 0;
  return [
    row('histories', totals.histories, `${totals.steps} steps`),
    row('schedules', schedules, `${totals.struckSchedules} with a fault that struck; ${perSchedule} steps played each`),
    row('merged with the history without faults', totals.merged),
    row('played on to the end all the same', totals.playedToTheEnd, 'to prove that the rest is known'),
    row('faults that struck', struck, `${totals.crashes} of them crashes`),
    ...faults.map(([kind, count]) => row(`  ${kind}`, count)),
    row('messages that came twice', totals.duplicates, 'each after a fault between acceptance and mark'),
    row('losses', broken('told')),
    '',
    `${'invariant'.padEnd(74)}${'checked'.padStart(9)}${'broken'.padStart(8)}`,
    ...invariants.map((invariant) => {
      const checked = totals.checks[invariant] ?? 0;
      return `${INVARIANTS[invariant].padEnd(74)}${String(checked).padStart(9)}${String(broken(invariant)).padStart(8)}`;
    }),
    ...failures.flatMap(({ script, invariant, detail }) => ['', `FAILED ${invariant}: ${detail}`, script]),
  ].join('\n');
}

function row(name: string, count: number, note = ''): string {
  return `${name.padEnd(44)}${String(count).padStart(8)}${note && `  ${note}`}`;
}

function added(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const sum: Record<string, number> = { ...a };
  for (const [name, count] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}
