import fc from 'fast-check';
import type { ReportFacts } from '../../lib/domain/report.ts';
import { ageGroups } from '../../lib/report/view/ages.ts';
import { burnDays } from '../../lib/report/view/burn-down.ts';
import { clientRows } from '../../lib/report/view/clients.ts';
import { firstDayShown } from '../../lib/report/view/days-shown.ts';
import { divisionGroups } from '../../lib/report/view/divisions.ts';
import { eventsFor, lanesOf, OTHERS, whoOf } from '../../lib/report/view/events.ts';
import { findingsFor, resolvedLeftOut } from '../../lib/report/view/findings.ts';
import { cellOf, isDeviation, matrixOf } from '../../lib/report/view/matrix.ts';
import { short } from '../../lib/report/view/numbers.ts';
import { firstPart } from '../../lib/report/view/rows.ts';
import { age, span } from '../../lib/report/view/time.ts';
import { vendorSeries } from '../../lib/report/view/vendor-series.ts';
import { piecesOf, shortened, visible } from '../../lib/report/view/visible.ts';
import { sampleFacts } from './sample-facts.ts';

const facts = sampleFacts({ clients: 40, days: 60, findings: 90 });
const all = (query: Record<string, string>) => findingsFor(facts.findings, { id: null, query });

describe('Findings', () => {
  it('are filtered by everything that an address names, all at once', () => {
    const found = all({ severity: 'critical', state: 'open', rule: 'all-divisions-grant', q: 'REACHES every' });
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ severity, state, rule }) => `${severity} ${state} ${rule}`))).toEqual(
      new Set(['critical open all-divisions-grant']),
    );
  });

  it('of no vendor can be asked for', () => {
    const found = all({ vendor: '-' });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ vendor }) => vendor === null)).toBe(true);
  });

  it('are the unresolved ones where nobody asks for others, and say how many resolved ones that leaves out', () => {
    const shown = all({ severity: 'high' });
    const left = resolvedLeftOut(facts.findings, { id: null, query: { severity: 'high' } });
    expect(left).toBeGreaterThan(0);
    expect(shown.some(({ state }) => state === 'resolved')).toBe(false);
    expect(shown.length + left).toBe(all({ severity: 'high', state: 'all' }).length);
    expect(resolvedLeftOut(facts.findings, { id: null, query: { state: 'all' } })).toBe(0);
  });

  it('that are resolved are found by their id without asking for the state', () => {
    const resolved = facts.findings.find(({ state }) => state === 'resolved');
    expect(findingsFor(facts.findings, { id: resolved?.id ?? '', query: {} })).toEqual([resolved]);
  });

  it.each(['severity', 'title', 'client', 'state', 'age'])('sorted by %s downwards are the other way round', (sort) => {
    const first = (query: Record<string, string>) => all(query).map((finding) => KEYS[sort]?.(finding));
    expect(first({ sort: `-${sort}` })).toEqual(first({ sort }).reverse());
  });

  it('stay as they come where nobody knows the column', () => {
    expect(all({ state: 'all', sort: 'nothing' })).toEqual(facts.findings);
  });
});

const KEYS: Readonly<Record<string, (finding: ReportFacts['findings'][number]) => string>> = {
  severity: ({ severity }) => severity,
  title: ({ title }) => title.toLowerCase(),
  client: ({ client }) => client.name.toLowerCase(),
  state: ({ state }) => state,
  age: ({ firstSeen }) => firstSeen,
};

describe('A long list', () => {
  it('is shown in steps, and says how much is left', () => {
    const rows = Array.from({ length: 130 }, (_, index) => index);
    expect(firstPart(rows, {}, 50)).toMatchObject({ left: 80, next: '100' });
    expect(firstPart(rows, { show: '150' }, 50)).toMatchObject({ left: 0 });
    expect(firstPart(rows, { show: '-1' }, 50).rows).toHaveLength(50);
  });
});

describe('A cell of the matrix', () => {
  const scope = { name: 'users', isApproved: true, isHeld: true, used: 'yes', severity: 'high' } as const;
  const scoped = { restrictedBy: 'scopes' } as const;

  it.each([
    ['used', {}],
    ['idle', { used: 'no' }],
    ['held', { used: 'unknown' }],
    ['beyond', { isApproved: false }],
    ['missing', { isHeld: false }],
  ] as const)('is %s', (cell, difference) => {
    expect(cellOf({ ...scope, ...difference }, scoped)).toBe(cell);
  });

  it('says nothing where scopes restrict nothing', () => {
    const cell = cellOf({ ...scope, isApproved: false }, { restrictedBy: 'permissions' });
    expect([cell, isDeviation(cell)]).toEqual(['void', false]);
  });
});

describe('The matrix', () => {
  it('has the scopes that somebody holds or is approved, and no other', () => {
    const { scopes } = matrixOf(facts.clients, {});
    const known = new Set(
      facts.clients.filter(({ isGone }) => !isGone).flatMap((client) => client.scopes.map(({ name }) => name)),
    );
    expect(new Set(scopes)).toEqual(known);
  });

  it('shows what deviates first', () => {
    const { rows, scopes, deviations } = matrixOf(facts.clients, {});
    const counts = rows.map((row) => row.deviations);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    const weights = scopes.map((scope) => deviations.get(scope) ?? 0);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
  });

  it('can leave all else out', () => {
    const { rows, scopes, deviations } = matrixOf(facts.clients, { only: '1' });
    expect(rows.every((row) => row.deviations > 0)).toBe(true);
    expect(scopes.every((scope) => deviations.has(scope))).toBe(true);
  });
});

describe('Grants by division', () => {
  it('begin with what reaches everywhere', () => {
    const [first, second] = divisionGroups(facts.clients, {});
    expect([first?.name, second?.name]).toEqual(['*', 'Home']);
  });

  it('can be only those that reach beyond', () => {
    const groups = divisionGroups(facts.clients, { reach: 'any' });
    expect(groups.flatMap(({ grants }) => grants).every(({ grant }) => grant.reach !== null)).toBe(true);
  });
});

describe('The timeline', () => {
  it('has a lane for each vendor, and one for all others where there are too many', () => {
    const lanes = lanesOf(facts.events, 4);
    expect(lanes).toHaveLength(4);
    expect(lanes.at(-1)?.name).toBe(OTHERS);
    expect(lanes.reduce((sum, { events }) => sum + events.length, 0)).toBe(facts.events.length);
  });

  it('is filtered by what a finding became', () => {
    expect(eventsFor(facts.events, { to: 'waived' }).every(({ to }) => to === 'waived')).toBe(true);
  });
});

describe('Whoever is named beside an event', () => {
  const actor = { id: 'u-1', name: 'Sam Ortiz', kind: 'user', source: 'audit' } as const;

  it('made the drift, or decided about it', () => {
    expect(whoOf({ to: 'open', actor })).toBe('Sam Ortiz');
    expect(whoOf({ to: 'waived', actor, cause: { kind: 'waived', by: 'Robin Keller' } })).toBe('Robin Keller');
  });

  it('is nobody where the drift was taken back: who made it did not have to undo it', () => {
    expect(whoOf({ to: 'resolved', actor, cause: { kind: 'gone', by: 'guardian' } })).toBeNull();
  });
});

describe('An age', () => {
  const now = '2026-11-23T12:00:00.000Z';
  it.each([
    ['2026-11-23T12:00:00.000Z', 'just now'],
    ['2026-11-23T11:59:40.000Z', 'just now'],
    ['2026-11-23T11:59:20.000Z', '1 min ago'],
    ['2026-11-23T11:00:20.000Z', '1 h ago'],
    ['2026-11-23T11:00:40.000Z', '59 min ago'],
    ['2026-11-22T11:00:00.000Z', '25 h ago'],
    ['2026-11-28T12:00:00.000Z', 'in 5 d'],
  ])('of %s is %s', (at, words) => {
    expect(age(at, now)).toBe(words);
  });

  it('that is a length rounds to an hour, never to 60 min', () => {
    expect(span(59.6 * 60_000)).toBe('1 h');
  });
});

describe('A short figure', () => {
  it('has three digits that count, so that the ends of an interval differ from its middle', () => {
    expect([1_831_814, 1_828_152, 422.5, 14_000_000, 12_106].map(short)).toEqual([
      '1.83M',
      '1.83M',
      '423',
      '14M',
      '12.1K',
    ]);
  });
});

describe('A drawing of days', () => {
  it('begins with the first day of which anything is known', () => {
    const row = [...Array.from({ length: 30 }, () => null), ...Array.from({ length: 60 }, () => 7)];
    expect(firstDayShown([row.map(() => null), row], 90)).toBe(30);
  });

  it('has two weeks at least and ninety days at most', () => {
    expect(firstDayShown([Array.from({ length: 40 }, (_, day) => (day === 39 ? 1 : null))], 40)).toBe(26);
    expect(firstDayShown([Array.from({ length: 400 }, () => 1)], 400)).toBe(310);
    expect(firstDayShown([[1, 1]], 2)).toBe(0);
    expect(firstDayShown([], 0)).toBe(0);
  });
});

describe('Ages of findings', () => {
  it('count each open finding once, and no staged one', () => {
    const open = facts.findings.filter(({ state }) => state === 'open');
    const groups = ageGroups(
      [...facts.findings, ...open.slice(0, 3).map((one) => ({ ...one, staged: true }))],
      facts.until,
    );
    expect(groups.reduce((sum, { total }) => sum + total, 0)).toBe(open.length);
  });
});

describe('Requests by vendor', () => {
  it('sum to the total, also with all others in one', () => {
    const series = vendorSeries(facts, 5);
    const sums = facts.quota.days.map((_, day) =>
      series.reduce<number | null>((sum, { requests }) => {
        const count = requests[day] ?? null;
        return sum === null || count === null ? null : sum + count;
      }, 0),
    );
    expect(series).toHaveLength(5);
    expect(sums).toEqual(facts.quota.total);
  });

  it('are unknown, not zero, on a day that is unknown', () => {
    const gap = facts.quota.total.indexOf(null);
    expect(gap).toBeGreaterThan(0);
    expect(vendorSeries(facts, 5).every(({ requests }) => requests[gap] === null)).toBe(true);
  });
});

describe('The month day by day', () => {
  it('goes from what was counted to the forecast, within its band', () => {
    const days = burnDays(facts.quota);
    const { forecast } = facts.quota;
    if (forecast.confidence === 'none') throw new Error('the sample has a forecast');
    expect(days).toHaveLength(30);
    expect(days.at(-1)).toMatchObject({
      counted: null,
      expected: forecast.requests,
      low: forecast.low,
      high: forecast.high,
    });
    const outside = days.filter(
      ({ low, expected, high }) =>
        low !== null && expected !== null && high !== null && !(low <= expected && expected <= high),
    );
    expect(outside).toEqual([]);
  });

  it('expects nothing where there is no forecast', () => {
    const forecast = {
      confidence: 'none',
      month: facts.quota.month,
      reason: 'only 3 complete days are known',
    } as const;
    expect(burnDays({ ...facts.quota, forecast }).every(({ expected }) => expected === null)).toBe(true);
  });
});

describe('Clients', () => {
  it('are found by name, id, vendor or owner', () => {
    const [client] = facts.clients.filter(({ owner }) => owner !== null);
    for (const q of [client?.name, client?.id, client?.vendor, client?.owner]) {
      expect(clientRows(facts, { q: q ?? '' }).map((row) => row.client.id)).toContain(client?.id);
    }
  });

  it('count their open findings', () => {
    const open = facts.findings.filter(({ state }) => state === 'open').length;
    expect(clientRows(facts, {}).reduce((sum, row) => sum + row.open, 0)).toBe(open);
  });
});

describe('A text from outside', () => {
  it('keeps every printable character, and names every other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/u);
        expect(
          piecesOf(text)
            .filter(({ isSign }) => !isSign)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu, ''));
      }),
    );
  });

  it('is shortened between characters', () => {
    expect(shortened('😀😀😀', 2)).toBe('😀…');
  });
});
