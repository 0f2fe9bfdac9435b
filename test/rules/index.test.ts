import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SOURCES } from '../../lib/domain/coverage.ts';
import { OWN_PERMISSIONS, RULES_BY_SOURCE } from '../../lib/domain/own-permissions.ts';
import { SEVERITIES } from '../../lib/domain/severity.ts';
import { RULES } from '../../lib/rules/index.ts';

const folder = join(__dirname, '../../lib/rules');
const rules = RULES.map((rule) => [rule.id, rule] as const);

describe('the list of rules', () => {
  it('names each rule once', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });

  it('holds every file of this folder that declares a rule', () => {
    const declaring = readdirSync(folder)
      .filter((file) =>
        /^export const \w+: (Client|Org|Metered)Rule = /m.test(readFileSync(join(folder, file), 'utf8')),
      )
      .map((file) => file.replace(/\.ts$/, ''));
    expect(RULES.map(({ id }) => id).sort()).toEqual(declaring.sort());
  });

  it.each(SOURCES)('agrees with what people are told is blind without %s', (source) => {
    expect(RULES_BY_SOURCE[source]).toEqual(RULES.filter(({ needs }) => needs.includes(source)).map(({ id }) => id));
  });

  it('is told apart from sources in what a missing permission blinds', () => {
    const ids: readonly string[] = [...SOURCES, ...RULES.map(({ id }) => id)];
    const blinds = OWN_PERMISSIONS.flatMap((own) => (own.needed === 'optional' ? [] : own.blinds));
    expect(blinds.filter((name) => !ids.includes(name))).toEqual([]);
  });

  it.each(rules)('%s has a page in full sentences', (_, { doc }) => {
    for (const text of Object.values(doc)) expect(text).toMatch(/^[A-Z`][\s\S]{20,}\.$/);
  });

  it.each(rules)('%s has a default severity, or says by what it weighs', (_, { defaultSeverity }) => {
    expect(
      SEVERITIES.some((severity) => defaultSeverity.startsWith(severity)) || defaultSeverity.startsWith('by '),
    ).toBe(true);
  });

  it.each(RULES.filter(({ scope }) => scope === 'metered').map((rule) => [rule.id, rule] as const))(
    '%s says that it needs usage',
    (_, { needs }) => {
      expect(needs).toContain('usage');
    },
  );
});
