import fc from 'fast-check';
import { testMessage } from '../../lib/alerts/notices.ts';
import { isWanted } from '../../lib/alerts/sinks/wanted.ts';
import { SEVERITIES } from '../../lib/domain/severity.ts';
import { filterPolicy } from '../../lib/infra/filter-policy.ts';

const plain = testMessage({ org: 'prod', now: new Date('2026-03-03T12:00:00Z') });
const name = fc.constantFrom('Acme', 'Northwind', 'several', 'none');
const anyMessage = fc
  .record({ severity: fc.constantFrom(...SEVERITIES), vendor: name, rule: name, owner: name })
  .map((attributes) => ({ ...plain, attributes: { ...plain.attributes, ...attributes } }));
const names = fc.option(fc.uniqueArray(fc.constantFrom('Acme', 'Northwind'), { minLength: 1 }), { nil: undefined });
const anyWishes = fc.record({
  minSeverity: fc.option(fc.constantFrom(...SEVERITIES), { nil: undefined }),
  vendors: names,
  owners: names,
  rules: names,
});

describe('isWanted', () => {
  it('judges as SNS judges by the filter of a subscription with the same wishes', () => {
    fc.assert(
      fc.property(anyMessage, anyWishes, (message, wishes) => {
        const policy = filterPolicy({ address: 'x', ...wishes }) ?? {};
        const attributes: Readonly<Record<string, string>> = message.attributes;
        const passes = Object.entries(policy).every(([key, values]) => values.includes(attributes[key] ?? ''));
        expect(isWanted(message, wishes)).toBe(passes);
      }),
    );
  });

  it('wants everything where nothing is said', () => {
    fc.assert(fc.property(anyMessage, (message) => expect(isWanted(message, {})).toBe(true)));
  });
});
