import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Case, ruleOf } from './case.ts';
import { CASES } from './cases/index.ts';
import { KNOWN_MISSES } from './known-misses.ts';
import { corpusPage, scoreTable } from './report.ts';
import { JUDGED_RULES } from './rules.ts';
import { runCase } from './run-case.ts';
import { mismatches, precision, type Result, recall, scores, total } from './score.ts';

const ROOT = join(__dirname, '..', '..');

describe('the corpus', () => {
  it('has 120 cases at least, each with a name of its own', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(120);
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
  });

  it.each(JUDGED_RULES.map(({ id }) => id))('has a hit, a near miss and an unknown of %s', (rule) => {
    const has = (labels: (item: Case) => readonly string[]) => CASES.some((item) => labels(item).includes(rule));
    expect({
      hit: has(({ finds = [] }) => finds.map(ruleOf)),
      nearMiss: has(({ nearMissOf = [] }) => nearMissOf),
      unknown: has(({ unknown = [] }) => unknown.map(ruleOf)),
    }).toEqual({ hit: true, nearMiss: true, unknown: true });
  });

  it('labels no rule that does not exist, and calls no finding a near miss', () => {
    const known = new Set(JUDGED_RULES.map(({ id }) => id));
    for (const { name, finds = [], resolves = [], unknown = [], nearMissOf = [] } of CASES) {
      const rules = [...finds, ...resolves, ...unknown].map(ruleOf).concat(nearMissOf);
      expect({ name, unheardOf: rules.filter((rule) => !known.has(rule)) }).toEqual({ name, unheardOf: [] });
      expect({ name, both: nearMissOf.filter((rule) => finds.map(ruleOf).includes(rule)) }).toEqual({ name, both: [] });
      expect({ name, neverFound: resolves.filter((label) => !finds.includes(label)) }).toEqual({
        name,
        neverFound: [],
      });
    }
  });
});

describe('what the guardian makes of', () => {
  const results: Result[] = [];

  it.each(CASES.map((item) => [item.name, item] as const))('%s', async (name, item) => {
    const observed = await runCase(item);
    results.push({ item, observed });
    const known = KNOWN_MISSES.filter((miss) => miss.name === name).map(({ kind, label }) => ({ kind, label }));
    expect(mismatches({ item, observed })).toEqual(known);
    if (known.length > 0) return;
    expect(identities(observed.unresolved)).toEqual(stillOpen(item));
  });

  it('all cases is as good as docs/corpus.md says; else run: npx tsx scripts/corpus.ts', () => {
    process.stdout.write(`${scoreTable(results)}\n`);
    expect(corpusPage(results)).toBe(readFileSync(join(ROOT, 'docs', 'corpus.md'), 'utf8'));
    const all = total(scores(results));
    if (KNOWN_MISSES.length === 0) expect([precision(all), recall(all)]).toEqual([1, 1]);
  });
});

/** What the store has to hold in the end: all that was found, without what resolved. */
function stillOpen({ finds = [], resolves = [] }: Case): ReadonlySet<string> {
  const resolved = identities(resolves);
  return new Set([...identities(finds)].filter((identity) => !resolved.has(identity)));
}

/** Labels without their severity, which may have changed. */
function identities(labels: readonly string[]): ReadonlySet<string> {
  return new Set(labels.map((label) => label.slice(0, label.lastIndexOf(' | '))));
}
