import fc from 'fast-check';
import type { ReportFacts } from '../../lib/domain/report.ts';
import { ageGroups } from '../../lib/report/view/ages.ts';
import { burnDays } from '../../lib/report/view/burn-down.ts';
import { clientRows } from '../../lib/report/view/clients.ts';
import { divisionGroups } from '../../lib/report/view/divisions.ts';
import { eventsFor, lanesOf, OTHERS } from '../../lib/report/view/events.ts';
import { findingsFor } from '../../lib/report/view/findings.ts';
import { cellOf, isDeviation, matrixOf } from '../../lib/report/view/matrix.ts';
import { firstPart } from '../../lib/report/view/rows.ts';
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

  it('that are unresolved are all but the resolved', () => {
    expect(all({ state: 'unresolved' }).length + all({ state: 'resolved' }).length).toBe(facts.findings.length);
  });

  it.each(['severity', 'title', 'client', 'state', 'age'])('sorted by %s downwards are the other way round', (sort) => {
    const first = (query: Record<string, string>) => all(query).map((finding) => KEYS[sort]?.(finding));
    expect(first({ sort: `-${sort}` })).toEqual(first({ sort }).reverse());
  });

  it('stay as they come where nobody knows the column', () => {
    expect(all({ sort: 'nothing' })).toEqual(facts.findings);
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
