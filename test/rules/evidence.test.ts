import { evidenceChange } from '../../lib/domain/evidence.ts';
import type { Json } from '../../lib/domain/finding.ts';
import { ThresholdsSchema } from '../../lib/domain/manifest.ts';
import { type JudgedViolation, judgeAll } from '../../lib/rules/engine.ts';
import { RULES } from '../../lib/rules/index.ts';
import type { RuleContext } from '../../lib/rules/rule.ts';
import { DISORDER } from '../support/violations.ts';

/**
 * Evidence decides whether people are told again and whether a waiver holds. So nothing may stand in it that changes
 * while what was found stays as it is.
 */

interface Found extends JudgedViolation {
  readonly rule: string;
  readonly id: string;
}

function foundIn(context: RuleContext): Found[] {
  return judgeAll({ rules: RULES, context, settings: {} }).flatMap(({ rule, clientId, violations }) =>
    violations.map((violation) => ({
      ...violation,
      rule,
      id: [rule, violation.client?.id ?? clientId, violation.subject].join(' '),
    })),
  );
}

const FOUND = Object.values(DISORDER).flatMap((context) => foundIn(context({})));

/** What may tell a time, and why. */
const TELLS_TIME: Readonly<Record<string, string>> = {
  'client-state-changed deletesAt': 'Genesys deletes the client then: another day is news',
  'quota-forecast month': 'a waiver holds for the billing month, as the rule says',
};

/** What may hold a name, and why. */
const HOLDS_NAME: Readonly<Record<string, string>> = {
  'client-created takenByName': 'the name is what it is found for: whoever renames it takes another place',
};

describe('The evidence of a finding', () => {
  it.each(RULES.map(({ id }) => id))('is looked at here for %s', (id) => {
    expect(FOUND.map(({ rule }) => rule)).toContain(id);
  });

  it('tells no time', () => {
    const timed = leavesOf(FOUND).filter(({ leaf }) => /\d{4}-\d{2}-\d{2}|\d{2}:\d{2}/.test(String(leaf)));
    expect(new Set(timed.map(({ key }) => key))).toEqual(new Set(Object.keys(TELLS_TIME)));
  });

  it('holds no name of a client, a vendor, a role or a division, which may be renamed', () => {
    const names = Object.values(DISORDER).flatMap((context) => namesIn(context({})));
    const named = leavesOf(FOUND).filter(({ leaf }) => names.some((name) => String(leaf).includes(name)));
    expect(new Set(named.map(({ key }) => key))).toEqual(new Set(Object.keys(HOLDS_NAME)));
  });

  it('is the same an hour later', () => {
    for (const context of Object.values(DISORDER)) {
      const now = '2026-11-20T10:00:00.000Z';
      expect(unlike(foundIn(context({})), foundIn({ ...context({}), now }))).toEqual([]);
    }
  });

  const moves = Object.entries(ThresholdsSchema.parse({})).flatMap(([name, value]) =>
    [0.9, 1.1].map((factor) => [name, moved(name, value, factor)] as const),
  );
  it.each(moves)('is the same with thresholds.%s: %d, if it is found at all', (name, value) => {
    for (const context of Object.values(DISORDER)) {
      expect(unlike(foundIn(context({})), foundIn(context({ [name]: value })))).toEqual([]);
    }
  });
});

/** Ids of what both found, with other evidence. */
function unlike(before: readonly Found[], after: readonly Found[]): string[] {
  const known = new Map(before.map((found) => [found.id, found]));
  return after
    .filter((found) => {
      const same = known.get(found.id);
      return same && evidenceChange(same.evidence, found.evidence) !== 'same';
    })
    .map(({ id }) => id);
}

/** Some are whole numbers, and shares are one at most. */
function moved(name: string, value: number, factor: number): number {
  if (Number.isInteger(value) && value > 1) return Math.round(value * factor);
  return ThresholdsSchema.safeParse({ [name]: value * factor }).success ? value * factor : value;
}

function leavesOf(found: readonly Found[]): { readonly key: string; readonly leaf: Json }[] {
  const leaves = (value: Json): Json[] =>
    typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];
  return found.flatMap(({ rule, evidence }) =>
    Object.entries(evidence).flatMap(([key, value]) => leaves(value).map((leaf) => ({ key: `${rule} ${key}`, leaf }))),
  );
}

function namesIn({ clients, gone, self, snapshot }: RuleContext): string[] {
  const entities = [snapshot.role, snapshot.division, snapshot.authorization].flatMap((map) => [
    ...(map?.values() ?? []),
  ]);
  return [
    ...clients.flatMap(({ client, vendor }) => [client.name, ...(vendor ? [vendor.name] : [])]),
    ...gone.map(({ client }) => client.name),
    ...(self ? [self.client.name] : []),
    ...entities.map(({ name }) => name),
  ];
}
