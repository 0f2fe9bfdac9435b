import { type Case, ruleOf } from './case.ts';
import { JUDGED_RULES } from './rules.ts';
import type { Observed } from './run-case.ts';

/** How what was made of a case differs from its labels. Each entry says of what, and in which way. */
export interface Mismatch {
  readonly kind: 'missed' | 'false alarm' | 'not resolved' | 'wrongly resolved' | 'not unknown' | 'wrongly unknown';
  readonly label: string;
}

/** A case, and what the guardian made of it. */
export interface Result {
  readonly item: Case;
  readonly observed: Observed;
}

/** Every difference between labels and what was made of them. None where the guardian is right. */
export function mismatches({ item, observed }: Result): Mismatch[] {
  const { finds = [], resolves = [], unknown = [] } = item;
  return [
    ...differences(finds, observed.alerts, 'missed', 'false alarm'),
    ...differences(resolves, observed.resolved, 'not resolved', 'wrongly resolved'),
    ...differences(unknown, observed.unknown, 'not unknown', 'wrongly unknown'),
  ];
}

/** What one rule made of the whole corpus. */
export interface RuleScore {
  readonly rule: string;
  /** Cases in which it has something to find, to keep silent about, or no answer to give. */
  readonly hits: number;
  readonly nearMisses: number;
  readonly unknowns: number;
  /** Findings as labelled and found; found and not labelled; labelled and not found. */
  readonly found: number;
  readonly falseAlarms: number;
  readonly missed: number;
}

/** A score for every rule, in the order of the catalogue. */
export function scores(results: readonly Result[]): RuleScore[] {
  const all = results.map((result) => ({ ...result, wrong: mismatches(result) }));
  return JUDGED_RULES.map(({ id }) => {
    const casesWith = (labels: (item: Case) => readonly string[]) =>
      results.filter(({ item }) => labels(item).includes(id)).length;
    const wrong = (kind: Mismatch['kind']) =>
      all.flatMap((result) => result.wrong).filter((one) => one.kind === kind && ruleOf(one.label) === id).length;
    const labelled = results.flatMap(({ item }) => item.finds ?? []).filter((label) => ruleOf(label) === id).length;
    const missed = wrong('missed');
    return {
      rule: id,
      hits: casesWith(({ finds = [] }) => finds.map(ruleOf)),
      nearMisses: casesWith(({ nearMissOf = [] }) => nearMissOf),
      unknowns: casesWith(({ unknown = [] }) => unknown.map(ruleOf)),
      found: labelled - missed,
      falseAlarms: wrong('false alarm'),
      missed,
    };
  });
}

/** All rules together. */
export function total(rules: readonly RuleScore[]): RuleScore {
  const sum = (key: Exclude<keyof RuleScore, 'rule'>) => rules.reduce((all, score) => all + score[key], 0);
  return {
    rule: 'all',
    hits: sum('hits'),
    nearMisses: sum('nearMisses'),
    unknowns: sum('unknowns'),
    found: sum('found'),
    falseAlarms: sum('falseAlarms'),
    missed: sum('missed'),
  };
}

/** Of what the guardian told, the share that is so. 1 where it told nothing. */
export function precision({ found, falseAlarms }: RuleScore): number {
  return found + falseAlarms === 0 ? 1 : found / (found + falseAlarms);
}

/** Of what is so, the share that the guardian told. 1 where there was nothing to tell. */
export function recall({ found, missed }: RuleScore): number {
  return found + missed === 0 ? 1 : found / (found + missed);
}

/** Both lists may hold a label several times. */
function differences(
  wanted: readonly string[],
  given: readonly string[],
  missing: Mismatch['kind'],
  surplus: Mismatch['kind'],
): Mismatch[] {
  return [
    ...without(wanted, given).map((label) => ({ kind: missing, label })),
    ...without(given, wanted).map((label) => ({ kind: surplus, label })),
  ];
}

function without(labels: readonly string[], others: readonly string[]): string[] {
  const rest = [...labels];
  for (const other of others) {
    const index = rest.indexOf(other);
    if (index >= 0) rest.splice(index, 1);
  }
  return rest.sort();
}
