import fc from 'fast-check';
import { addDays } from '../../../lib/domain/day.ts';
import { type CallProfile, foldCalls, withoutOldCalls } from '../../../lib/domain/usage/call-profile.ts';
import type { EndpointRow, UsageCounts } from '../../../lib/domain/usage/day.ts';

const NONE: ReadonlyMap<string, CallProfile> = new Map();
const USERS = '/api/v2/users/{userId}';

function row(date: string, counts: Partial<UsageCounts>, of: Partial<EndpointRow> = {}): EndpointRow {
  const zero = { requests: 1, status200: 0, status300: 0, status400: 0, status500: 0, status429: 0 };
  return { date, clientId: 'acme', clientName: 'Acme', method: 'GET', template: USERS, ...zero, ...counts, ...of };
}

const only = (rows: readonly EndpointRow[]) => foldCalls(NONE, rows).get('acme')?.operations[0];

describe('foldCalls', () => {
  it('remembers the first and the last day of an operation', () => {
    const rows = ['2026-11-05', '2026-11-02', '2026-11-09'].map((date) => row(date, { status200: 1 }));
    expect(only(rows)).toEqual({
      method: 'GET',
      template: USERS,
      firstDay: '2026-11-02',
      lastDay: '2026-11-09',
      lastSuccess: '2026-11-09',
    });
  });

  it('tells the last success from the last refusal', () => {
    const rows = [row('2026-11-02', { status300: 1 }), row('2026-11-03', { status400: 1 })];
    expect(only(rows)).toMatchObject({ lastDay: '2026-11-03', lastSuccess: '2026-11-02', lastRefusal: '2026-11-03' });
  });

  it('takes 429 and 5xx for neither', () => {
    const calls = only([row('2026-11-02', { requests: 3, status400: 2, status429: 2, status500: 1 })]);
    expect(calls).toEqual({ method: 'GET', template: USERS, firstDay: '2026-11-02', lastDay: '2026-11-02' });
  });

  it('takes a row without requests for no call', () => {
    expect(foldCalls(NONE, [row('2026-11-02', { requests: 0 })]).size).toBe(0);
  });

  it('keeps clients and methods apart', () => {
    const rows = [
      row('2026-11-02', {}),
      row('2026-11-02', {}, { method: 'DELETE' }),
      row('2026-11-02', {}, { clientId: 'other' }),
    ];
    const profiles = foldCalls(NONE, rows);
    expect([...profiles.keys()].sort()).toEqual(['acme', 'other']);
    expect(profiles.get('acme')?.operations.map(({ method }) => method)).toEqual(['DELETE', 'GET']);
  });

  it('leaves what it was given as it was', () => {
    const before = foldCalls(NONE, [row('2026-11-02', {})]);
    const copy = JSON.stringify([...before]);
    foldCalls(before, [row('2026-11-09', {})]);
    expect(JSON.stringify([...before])).toBe(copy);
  });

  const rows = fc.array(
    fc
      .record({
        day: fc.nat(40),
        clientId: fc.constantFrom('acme', 'other'),
        method: fc.constantFrom('GET', 'PUT'),
        template: fc.constantFrom('/a', '/a/{b}'),
        requests: fc.nat(2),
        status200: fc.nat(1),
        status400: fc.nat(2),
        status429: fc.nat(1),
      })
      .map(({ day, ...of }) => row(addDays('2026-10-01', day), {}, of)),
    { maxLength: 12 },
  );
  const form = (profiles: ReadonlyMap<string, CallProfile>) =>
    [...profiles].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, profile]) => profile);

  it('comes to the same in whatever order days are read', () => {
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        expect(form(foldCalls(foldCalls(NONE, a), b))).toEqual(form(foldCalls(foldCalls(NONE, b), a)));
        expect(form(foldCalls(NONE, [...a, ...b].reverse()))).toEqual(form(foldCalls(NONE, [...a, ...b])));
      }),
    );
  });

  it('comes to the same however often a day is read', () => {
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        const once = foldCalls(foldCalls(NONE, a), b);
        expect(form(foldCalls(once, a))).toEqual(form(once));
      }),
    );
  });
});

describe('withoutOldCalls', () => {
  const profile = foldCalls(NONE, [row('2026-11-02', {}), row('2026-11-05', {}, { method: 'PUT' })]).get('acme');

  it('forgets operations that were last called before a day', () => {
    expect(profile && withoutOldCalls(profile, '2026-11-03')?.operations.map(({ method }) => method)).toEqual(['PUT']);
    expect(profile && withoutOldCalls(profile, '2026-11-02')).toEqual(profile);
  });

  it('leaves no empty profile', () => {
    expect(profile && withoutOldCalls(profile, '2026-11-06')).toBeUndefined();
  });
});
