import type { OAuthClient } from '../../../../lib/domain/client.ts';
import type { ReportClient } from '../../../../lib/domain/report.ts';
import type { Revision, RunPayload, RunRecord } from '../../../../lib/domain/run.ts';
import type { EndpointRow } from '../../../../lib/domain/usage/day.ts';
import type { Store } from '../../../../lib/ports.ts';
import { clientRevision, divisionRevision, goneRevision, roleRevision } from '../../../store/fixtures.ts';
import {
  approvalOf,
  BEGIN,
  call,
  crm,
  factsOf,
  fullRun,
  HOME,
  knownUsage,
  LATEST,
  RECORDER,
  recorder,
  SALES,
  SERVICE,
  storeOf,
} from './past.ts';

const USERS = '/api/v2/users';

const stores: Store[] = [];
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
});

/** The past of one client: approved as `first`, and what became of it since. */
async function pastOf(
  first: OAuthClient,
  {
    changes = [],
    rows = [call(first, USERS)],
    latest = {},
  }: {
    readonly changes?: readonly (readonly [string, Revision])[];
    readonly rows?: readonly EndpointRow[];
    readonly latest?: Partial<RunRecord>;
  } = {},
): Promise<Store> {
  const everything: Partial<RunPayload> = {
    revisions: [clientRevision(first), roleRevision(RECORDER), ...[HOME, SALES, SERVICE].map(divisionRevision)],
    approvals: [approvalOf(first)],
  };
  const store = await storeOf(
    [fullRun(1, BEGIN, []), everything],
    ...changes.map(([at, revision], n) => [fullRun(n + 2, at, []), { revisions: [revision] }] as const),
    [fullRun(changes.length + 2, LATEST, [], latest), { usage: knownUsage({ [first.name]: 2_400 }), endpoints: rows }],
  );
  stores.push(store);
  return store;
}

async function onlyClient(store: Store, manifest: Record<string, unknown> = {}): Promise<ReportClient> {
  const { clients } = await factsOf(store, {}, manifest);
  expect(clients).toHaveLength(1);
  return clients[0] as ReportClient;
}

describe('The scopes of a client in a report', () => {
  const gained = crm({ scopes: ['analytics:readonly', 'routing', 'users'] });
  const drift = [['2026-09-25T06:00:00.000Z', clientRevision(gained)]] as const;

  it('are approved, held and used, each by effect', async () => {
    const { scopes, approvedBy, restrictedBy } = await onlyClient(await pastOf(crm(), { changes: drift }));
    expect({ approvedBy, restrictedBy }).toEqual({ approvedBy: 'baseline', restrictedBy: 'scopes' });
    expect(scopes.map(({ name, isApproved, isHeld, used }) => ({ name, isApproved, isHeld, used }))).toEqual([
      { name: 'analytics:readonly', isApproved: true, isHeld: true, used: 'no' },
      { name: 'routing', isApproved: false, isHeld: true, used: 'no' },
      { name: 'users', isApproved: false, isHeld: true, used: 'yes' },
      { name: 'users:readonly', isApproved: true, isHeld: true, used: 'yes' },
    ]);
  });

  it.each([
    ['days of the window were not read', { latest: { endpointsFrom: '2026-11-09' } }],
    ['calls are of no known operation', { rows: [call(crm(), USERS), call(crm(), '/api/v2/nobody/knows')] }],
    ['requests have no operation at all', { rows: [] }],
    [
      'calls by operation were never read',
      { rows: [], latest: { endpointsFrom: undefined, endpointsThrough: undefined } },
    ],
  ])('are never called unused where %s', async (_why, { rows, latest }: { rows?: EndpointRow[]; latest?: object }) => {
    const store = await pastOf(crm(), { changes: drift, ...(rows && { rows }), ...(latest && { latest }) });
    const { scopes } = await onlyClient(store);
    expect(scopes.find(({ name }) => name === 'routing')?.used).toBe('unknown');
  });

  it('are never called unused while they are young', async () => {
    const changes = [['2026-11-15T06:00:00.000Z', clientRevision(gained)]] as const;
    const { scopes } = await onlyClient(await pastOf(crm(), { changes }));
    const used = (name: string) => scopes.find((scope) => scope.name === name)?.used;
    expect([used('routing'), used('analytics:readonly')]).toEqual(['unknown', 'no']);
  });

  it('are those of the manifest where it names some', async () => {
    const manifest = {
      vendors: [{ name: 'Northwind', clients: ['Northwind *'], owner: 'Sales', scopes: ['routing'] }],
    };
    const found = await onlyClient(await pastOf(crm(), { changes: drift }), manifest);
    expect(found).toMatchObject({ vendor: 'Northwind', owner: 'Sales', approvedBy: 'manifest' });
    expect(found.scopes.flatMap(({ name, isApproved }) => (isApproved ? [name] : []))).toEqual(['routing']);
  });
});

describe('The grants of a client in a report', () => {
  const grant = (divisionId: string) => ({ roleId: RECORDER.id, divisionId });

  it('say how far they reach, the farthest first', async () => {
    const widened = recorder({ grants: [SALES.id, SERVICE.id, HOME.id, '*'].map(grant) });
    const store = await pastOf(recorder(), { changes: [['2026-11-01T06:00:00.000Z', clientRevision(widened)]] });
    const { grants } = await onlyClient(store);
    expect(grants.map(({ division, reach, isApproved }) => [division.name, reach, isApproved])).toEqual([
      ['all divisions', 'all', false],
      ['Home', 'home', false],
      ['Service', 'beyond', false],
      ['Sales', null, true],
    ]);
    expect(grants[0]).toMatchObject({ role: { name: 'Recorder' }, permissions: 1 });
  });

  it('reach no farther than approved where the manifest writes home and all divisions out', async () => {
    const wide = recorder({ grants: [HOME.id, '*'].map(grant) });
    const manifest = { vendors: [{ name: 'Acme', clients: ['Acme *'], roles: { Recorder: ['home', '*'] } }] };
    const { grants, approvedBy } = await onlyClient(await pastOf(wide), manifest);
    expect(approvedBy).toBe('manifest');
    expect(grants.map(({ reach }) => reach)).toEqual([null, null]);
  });

  it('are of unknown weight where the role could not be read', async () => {
    const gone = recorder({ grants: [{ roleId: 'nobody-knows', divisionId: SALES.id }] });
    const { grants } = await onlyClient(await pastOf(gone));
    expect(grants).toMatchObject([{ role: { name: 'nobody-knows' }, permissions: null, severity: null }]);
  });
});

describe('The past of a client in a report', () => {
  const changed = (at: string, scopes: string[]) => [at, clientRevision(crm({ scopes }))] as const;

  it('is that of the range, newest first, and the state before it', async () => {
    const store = await pastOf(crm(), {
      changes: [
        changed('2026-09-05T06:00:00.000Z', ['users']),
        changed('2026-10-05T06:00:00.000Z', ['users', 'routing']),
        changed('2026-11-05T06:00:00.000Z', ['users']),
      ],
    });
    const { revisions, since } = await onlyClient(store);
    expect(revisions.map(({ at }) => at.slice(0, 10))).toEqual(['2026-11-05', '2026-10-05', '2026-09-05']);
    expect(since).toBe('2026-11-05T06:00:00.000Z');
  });

  it('is not read where nothing changed since the guardian first saw it', async () => {
    const store = await pastOf(crm());
    const watched: string[] = [];
    const counting = new Proxy(store, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (name === 'revisions') watched.push(String(name));
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    expect((await onlyClient(counting)).revisions).toEqual([{ at: BEGIN, isGone: false }]);
    expect(watched).toEqual([]);
  });

  it('ends with the client: it is shown as it last was, if it went within the range', async () => {
    const store = await pastOf(recorder(), { changes: [['2026-11-05T06:00:00.000Z', goneRevision(recorder())]] });
    const found = await onlyClient(store);
    expect(found).toMatchObject({ name: 'Acme Recorder', isGone: true, advice: null, noAdvice: 'the client is gone' });
    expect(found.revisions.map(({ isGone }) => isGone)).toEqual([true, false]);
    expect(found.grants.map(({ division }) => division.name)).toEqual(['Sales']);
    expect((await factsOf(store, { since: '2026-11-10T00:00:00.000Z' })).clients).toEqual([]);
  });
});

describe('The use that a client makes in a report', () => {
  it('is a number for each known day of the range, and unknown for the others', async () => {
    const { quota, clients } = await factsOf(await pastOf(recorder()), { since: '2026-08-30T00:00:00.000Z' });
    expect(quota.days.slice(0, 3)).toEqual(['2026-08-30', '2026-08-31', '2026-09-01']);
    expect(clients[0]?.requests.slice(0, 3)).toEqual([null, null, 2_400]);
    expect(clients[0]?.requests).toHaveLength(quota.days.length);
    // Today's requests until the last refresh, half past eleven: more than yesterday's mean.
    const perHour = 2_400 / 11.5;
    expect(clients[0]).toMatchObject({ perHour, share: perHour / 1_000 });
    expect(quota).toMatchObject({
      hourlyQuota: 1_000,
      alertShare: 0.5,
      month: { from: '2026-11-01', to: '2026-11-30' },
    });
    expect(quota.vendors).toMatchObject([{ name: 'Acme Recorder', isVendor: false, perHour, share: perHour / 1_000 }]);
    expect(quota.burnDown.at(-1)).toEqual({ day: '2026-11-19', counted: 19 * 2_400 });
  });

  it('is not made up where no day is known', async () => {
    const store = await storeOf([fullRun(1, BEGIN, []), { revisions: [clientRevision(crm())] }]);
    stores.push(store);
    const { clients, quota } = await factsOf(store);
    expect(clients[0]).toMatchObject({ requests: [], share: null, perHour: null, forecastMonth: null });
    expect(quota.burnDown[0]).toEqual({ day: '2026-11-01', counted: null });
  });
});
