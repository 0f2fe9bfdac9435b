import * as fc from 'fast-check';
import { type Advice, type ClientEvidence, mappedCalls } from '../../../lib/privilege/advice/index.ts';
import { callKey } from '../../../lib/privilege/advice/known-calls.ts';
import { isServed, PERMISSIONS, SCOPES } from '../../../lib/privilege/advice/names.ts';
import { aCall, adviceFor, CONTEXT, roleEvidence, scopeEvidence } from './support/evidence.ts';

const { catalogue } = CONTEXT;
const { operations } = catalogue;

/** Calls of the real catalogue, and of operations that nobody knows, answered in all ways. */
const rows = fc.array(
  fc
    .record({
      call: fc.oneof(
        { weight: 9, arbitrary: fc.nat(operations.length - 1).map((index) => operations[index]) },
        { weight: 1, arbitrary: fc.constantFrom(undefined) },
      ),
      requests: fc.integer({ min: 1, max: 1000 }),
      answer: fc.constantFrom('succeeded', 'refused', 'limited', 'failed', 'mixed'),
      date: fc.constantFrom('2026-03-02', '2026-03-15', '2026-03-30'),
    })
    .map(({ call, requests, answer, date }) => {
      const name = call ? `${call.method} ${call.template}` : 'GET /api/v2/nothing/of/the/kind';
      const failed = answer === 'mixed' ? Math.floor(requests / 2) : requests;
      const counts = {
        status400: ['refused', 'limited', 'mixed'].includes(answer) ? failed : 0,
        status429: answer === 'limited' ? requests : 0,
        status500: answer === 'failed' ? requests : 0,
      };
      return aCall(name, requests, { ...counts, date });
    }),
  { maxLength: 25 },
);
const endpoints = fc.array(
  fc.nat(operations.length - 1).map((index) => `${operations[index]?.method} ${operations[index]?.template}`),
  { maxLength: 3 },
);
const heldScopes = fc.subarray([...catalogue.scopes], { maxLength: 40 });
const heldPermissions = fc
  .tuple(
    fc.subarray([...catalogue.permissions], { maxLength: 60 }),
    fc.subarray(['routing:*:*', 'analytics:*:view', 'recording:*:*', 'authorization:*:*']),
  )
  .map((names) => names.flat());

const evidence: fc.Arbitrary<ClientEvidence> = fc
  .tuple(rows, endpoints, heldScopes, heldPermissions, fc.boolean(), fc.boolean())
  .map(([calls, declared, scopes, permissions, isByScopes, sharesVendor]) => {
    const difference = { rows: calls, vendor: { endpoints: declared }, sharesVendor };
    return isByScopes ? scopeEvidence({ scopes, ...difference }) : roleEvidence({ permissions, ...difference });
  });

const namingOf = ({ kind }: Advice) => (kind === 'scopes' ? SCOPES : PERMISSIONS);
const heldOf = (given: ClientEvidence, { kind }: Advice): string[] =>
  kind === 'scopes'
    ? [...given.client.scopes]
    : [...new Set([...given.roles.values()].flatMap(({ permissions }) => permissions))];
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('the advice for any client', () => {
  it('cites only calls of the evidence', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const advice = adviceFor(given);
        const known = new Map<string, number>();
        for (const row of given.rows) known.set(callKey(row), (known.get(callKey(row)) ?? 0) + row.requests);
        for (const endpoint of given.vendor?.endpoints ?? []) {
          const [method = '', template = ''] = endpoint.split(' ');
          if (!known.has(callKey({ method, template }))) known.set(callKey({ method, template }), 0);
        }
        const cited = [...advice.keep, ...advice.narrow, ...advice.add].flatMap(({ because }) => because);
        for (const call of cited) expect(known.get(callKey(call))).toBe(call.requests);
      }),
      { numRuns: 300 },
    );
  });

  it('says of every held name what becomes of it, once', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const advice = adviceFor(given);
        const told = [
          ...advice.keep.map(({ name }) => name),
          ...advice.remove.map(({ name }) => name),
          ...advice.narrow.map(({ from }) => from),
        ];
        expect(told.sort()).toEqual(heldOf(given, advice).sort());
      }),
      { numRuns: 300 },
    );
  });

  it('serves with the minimal set every call that succeeded, or is declared for it alone', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const advice = adviceFor(given);
        const naming = namingOf(advice);
        const holds = naming.holding(advice.minimal);
        for (const call of mappedCalls(given, catalogue).mapped) {
          const need = naming.needOf(call.operation);
          if (need.alternatives.length === 0) continue;
          const isDue = call.basis === 'succeeded' || (call.isDeclared && !given.sharesVendor);
          if (isDue) expect(isServed(need, holds)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('breaks no call that works today, if all that it removes goes at once and nothing else is done', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const advice = adviceFor(given);
        const naming = namingOf(advice);
        const held = heldOf(given, advice);
        const removed = new Set(advice.remove.map(({ name }) => name));
        const before = naming.holding(held);
        const after = naming.holding(held.filter((name) => !removed.has(name)));
        for (const { operation } of mappedCalls(given, catalogue).mapped) {
          const need = naming.needOf(operation);
          if (isServed(need, before)) expect(isServed(need, after)).toBe(true);
        }
        expect(advice.remove.flatMap(({ breaks }) => breaks)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('breaks no call that works today, if it is followed to the end', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const advice = adviceFor(given);
        const naming = namingOf(advice);
        const before = naming.holding(heldOf(given, advice));
        const after = naming.holding([
          ...advice.keep.map(({ name }) => name),
          ...advice.narrow.flatMap(({ to }) => to),
        ]);
        for (const { operation } of mappedCalls(given, catalogue).mapped) {
          const need = naming.needOf(operation);
          if (isServed(need, before)) expect(isServed(need, after)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gets to the minimal set and to nothing else, if anything was observed', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const advice = adviceFor(given);
        if (advice.confidence.level === 'none') return;
        const isInferred = (note = '') => note.startsWith('inference');
        const reached = new Set([
          ...advice.keep.map(({ name }) => name),
          ...advice.narrow.flatMap(({ to }) => to),
          ...advice.add.filter(({ note }) => !isInferred(note)).map(({ name }) => name),
        ]);
        expect([...reached].sort()).toEqual([...advice.minimal].sort());
        expect(advice.risk.minimal).toBeLessThanOrEqual(advice.risk.greedy);
        const roles = advice.roles?.flatMap(({ permissions }) => permissions) ?? advice.minimal;
        expect([...roles].sort()).toEqual([...advice.minimal].sort());
      }),
      { numRuns: 300 },
    );
  });

  it('drops no request: those of mapped and of unmapped calls add up', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const { mapped, unmapped } = mappedCalls(given, catalogue);
        const { basis } = adviceFor(given);
        const all = sum(given.rows.map(({ requests }) => requests));
        expect(sum([...mapped, ...unmapped].map(({ requests }) => requests))).toBe(all);
        expect(basis.requests).toBe(all);
        expect(basis.unmapped).toHaveLength(unmapped.length);
        expect(basis.operations).toBe(mapped.length);
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order of rows or grants', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const reversed = {
          ...given,
          rows: [...given.rows].reverse(),
          client: { ...given.client, scopes: [...given.client.scopes].reverse() },
        };
        expect(adviceFor(reversed)).toEqual(adviceFor(given));
      }),
      { numRuns: 100 },
    );
  });
});
