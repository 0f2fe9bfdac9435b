import { budget } from '../../../lib/domain/usage/budget.ts';
import { type UsageSummaryInput, usageSummary } from '../../../lib/domain/usage/summary.ts';
import { completeDays, dayOfSamples, sampleAt } from './fixtures.ts';

const NOW = '2026-03-16T11:05:00Z';
const past = completeDays('2026-03-15', 56, () => ({ acme: 24_000, beta: 2_400, purecloud: 999_999, ghost: 24 }));
const today = dayOfSamples(
  sampleAt('10:00', { acme: 10_000, beta: 1_000 }, '2026-03-16'),
  sampleAt('11:00', { acme: 16_000, beta: 1_000 }, '2026-03-16'),
);

/** Acme grows by 6,000 an hour of a quota of 10,000; ghost is no client of the org. */
const busyOrg: UsageSummaryInput = {
  days: [...past, today],
  clients: [
    { id: 'beta', name: 'Beta Board', vendor: null },
    { id: 'acme', name: 'Acme Recorder', vendor: 'Acme' },
    { id: 'idle', name: 'Idle App', vendor: null },
  ],
  budget: budget({ hourlyQuota: 10_000 }, NOW),
  now: NOW,
  from: '2026-03-15',
  to: '2026-03-16',
};

describe('the usage summary', () => {
  it('says for each client what it used, at which rate, and what share of the quota that is', () => {
    const { clients } = usageSummary(busyOrg);
    expect(clients[0]).toEqual({
      client: { id: 'acme', name: 'Acme Recorder' },
      vendor: 'Acme',
      requests: 40_000,
      perHour: 6_000,
      share: 0.6,
      status429: 0,
      forecastMonth: 31 * 24_000,
    });
  });

  it('has the time and the resolution of the data, and the quota', () => {
    expect(usageSummary(busyOrg)).toMatchObject({
      asOf: '2026-03-16T11:00:00.000Z',
      isStale: false,
      resolution: 'hour',
      hourlyQuota: 10_000,
      window: { from: '2026-03-15', to: '2026-03-16', knownDays: 2, unknownDays: 0 },
    });
  });

  it('sorts by share, leaves out what is Genesys, and keeps clients that only the usage shows', () => {
    const ids = usageSummary(busyOrg).clients.map(({ client }) => client.id);
    expect(ids).toEqual(['acme', 'beta', 'ghost', 'idle']);
  });

  it('puts a high rate of today before many requests of last week', () => {
    const burst = dayOfSamples(
      sampleAt('10:00', { acme: 10, ghost: 10 }, '2026-03-16'),
      sampleAt('11:00', { acme: 10, ghost: 9_010 }, '2026-03-16'),
    );
    const { clients } = usageSummary({ ...busyOrg, days: [...past, burst] });
    expect(clients.slice(0, 2).map(({ client, requests }) => [client.id, requests])).toEqual([
      ['ghost', 9_034],
      ['acme', 24_010],
    ]);
  });

  it('sorts equal clients by name', () => {
    const clients = ['Zeta', 'Alpha', 'Mu'].map((name, index) => ({ id: `id-${index}`, name, vendor: null }));
    const names = usageSummary({ ...busyOrg, clients }).clients.map(({ client }) => client.name);
    expect(names.slice(-3)).toEqual(['Alpha', 'Mu', 'Zeta']);
  });

  it('takes shares of the quota, never of the total', () => {
    const half = usageSummary({ ...busyOrg, budget: budget({ hourlyQuota: 20_000 }, NOW) });
    expect(half.clients.map(({ share }) => share)).toEqual([0.3, 0.005, 0.00005, 0]);
  });

  it('gives no share where no quota is known, and sorts by requests', () => {
    const unknown = usageSummary({ ...busyOrg, budget: budget(undefined, NOW) });
    expect(unknown.hourlyQuota).toBeNull();
    expect(unknown.clients.map(({ client, share }) => [client.id, share])).toEqual([
      ['acme', null],
      ['beta', null],
      ['ghost', null],
      ['idle', null],
    ]);
  });

  it('knows zero from unknown', () => {
    const idle = { client: { id: 'idle', name: 'Idle App' }, requests: 0, perHour: 0, share: 0 };
    expect(usageSummary(busyOrg).clients[3]).toMatchObject(idle);
    const unknown = usageSummary({ ...busyOrg, days: [] });
    expect(unknown).toMatchObject({ asOf: null, isStale: true, resolution: 'day', window: { unknownDays: 2 } });
    expect(unknown.clients[0]).toMatchObject({
      requests: null,
      perHour: null,
      share: null,
      status429: null,
      forecastMonth: null,
    });
  });

  it('forecasts the org beside what it may use', () => {
    expect(usageSummary(busyOrg).forecast).toMatchObject({
      confidence: 'high',
      month: { from: '2026-03-01', to: '2026-03-31' },
      monthlyAllowance: 7_440_000,
      requests: 31 * 26_424,
    });
  });

  it('rounds the quota to whole requests', () => {
    const april = budget({ licences: { CX3: 100 } }, '2026-04-02T00:00:00Z');
    expect(usageSummary({ ...busyOrg, budget: april }).hourlyQuota).toBe(19_444);
  });

  it('calls data stale by the hours that it is given', () => {
    expect(usageSummary({ ...busyOrg, now: '2026-03-16T15:00:00Z', staleAfterHours: 3 }).isStale).toBe(true);
  });
});
