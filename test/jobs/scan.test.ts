import { composeMessages } from '../../lib/alerts/index.ts';
import { scanDocument } from '../../lib/cli/commands/scan.ts';
import { EXIT } from '../../lib/cli/workbench.ts';
import { DEMO_CLIENTS, DEMO_ROLES } from '../../lib/simulator/index.ts';
import { told, type WatchedOrg, watchOrg } from '../support/watched-org.ts';

describe('a scan', () => {
  let watched: WatchedOrg;
  beforeEach(async () => {
    watched = await watchOrg();
  });
  afterEach(async () => {
    await watched.close();
  });

  it('takes everything as baseline at the first look', async () => {
    const { run } = await watched.scan();
    expect(run).toMatchObject({ seq: 1, isBaseline: true, baselineAt: run.at });
    expect(run.coverage).toMatchObject({
      clients: { status: 'complete', count: 5 },
      roles: { status: 'complete' },
      divisions: { status: 'complete' },
      usage: { status: 'complete' },
      integrations: { status: 'complete' },
      authorizations: { status: 'skipped' },
      audits: { status: 'skipped' },
    });
    expect((await watched.store.heads('demo', 'client')).every(({ approval }) => approval?.by === 'baseline')).toBe(
      true,
    );
  });

  it('is quiet when nothing changed: nothing is loaded, two items are written', async () => {
    await watched.scan();
    const before = watched.store.consumption;
    const { run, transitions } = await watched.scan();
    const after = watched.store.consumption;
    expect(transitions).toEqual([]);
    expect(run).toMatchObject({ seq: 2, chunks: 0, counts: { revisions: 0, transitions: 0, usageRows: 0 } });
    expect(after.itemsWritten - before.itemsWritten).toBeLessThanOrEqual(3);
    expect(after.itemsRead - before.itemsRead).toBeLessThanOrEqual(3);
  });

  it('tells a gained scope once, with the actor, and is quiet about it afterwards', async () => {
    await watched.scan();
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings'], { by: 'Sam Ortiz' });
    const gained = await watched.scan();
    expect(told(gained)).toEqual([`scope-added ${DEMO_CLIENTS.crm}`]);
    expect(gained.transitions[0]?.finding.actor).toMatchObject({ kind: 'user', source: 'audit' });
    expect(gained.run.coverage.audits.status).toBe('complete');
    expect((await watched.scan()).transitions).toEqual([]);
  });

  it('sees a role edited behind the back of its client', async () => {
    await watched.scan();
    watched.world.editRole(DEMO_ROLES.recorder, { add: ['directory:user:edit'] });
    expect(told(await watched.scan())).toEqual([`role-permissions-widened ${DEMO_CLIENTS.recorder}`]);
  });

  it('tells again when an open finding grows', async () => {
    await watched.scan();
    watched.world.editRole(DEMO_ROLES.recorder, { add: ['directory:user:edit'] });
    await watched.scan();
    watched.world.editRole(DEMO_ROLES.recorder, { add: ['directory:user:delete'] });
    const { transitions } = await watched.scan();
    expect(transitions).toMatchObject([{ from: 'open', to: 'open', finding: { rule: 'role-permissions-widened' } }]);
  });

  it('is not quiet about an undone drift that only another job had seen', async () => {
    await watched.scan({ job: 'configuration' });
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    expect(told(await watched.scan({ job: 'usage' }))).toEqual([`scope-added ${DEMO_CLIENTS.crm}`]);
    watched.world.removeScopes(DEMO_CLIENTS.crm, ['recordings']);
    expect(told(await watched.scan({ job: 'configuration' }), 'resolved')).toEqual([`scope-added ${DEMO_CLIENTS.crm}`]);
  });

  it('keeps in mind that a finding shrank, without telling it, so that it can grow again', async () => {
    await watched.scan();
    watched.world.editRole(DEMO_ROLES.recorder, { add: ['directory:user:edit', 'directory:user:delete'] });
    await watched.scan();
    watched.world.editRole(DEMO_ROLES.recorder, { remove: ['directory:user:delete'] });
    const shrunk = await watched.scan();
    expect(shrunk.transitions).toMatchObject([{ from: 'open', to: 'open', shrank: true }]);
    expect(composeMessages({ ...shrunk, settings: watched.config.thresholds })).toEqual([]);
    watched.world.editRole(DEMO_ROLES.recorder, { add: ['directory:user:delete'] });
    const grown = await watched.scan();
    expect(grown.transitions).toHaveLength(1);
    expect(composeMessages({ ...grown, settings: watched.config.thresholds })).toHaveLength(1);
  });

  it('takes a renamed role or division for no change of access', async () => {
    await watched.scan();
    watched.world.renameRole(DEMO_ROLES.recorder, 'Recorder of calls');
    watched.world.renameDivision('Sales', 'Sales and more');
    const { run, transitions } = await watched.scan();
    expect(transitions).toEqual([]);
    expect(run.counts.revisions).toBe(2);
  });

  it('watches a role that the manifest came to name, from then on', async () => {
    const role = 'Helper';
    watched.world.createRole({ name: role, permissions: ['routing:queue:view'] });
    await watched.scan();
    watched.world.grantRole(DEMO_CLIENTS.recorder, role, 'Sales');
    expect(told(await watched.scan())).toContain(`role-added ${DEMO_CLIENTS.recorder}`);
    const vendor = watched.config.vendors.find(({ name }) => name === 'Acme Recorder');
    vendor?.roles?.push({ name: role, divisions: ['Sales'] });
    expect(told(await watched.scan(), 'resolved')).toContain(`role-added ${DEMO_CLIENTS.recorder}`);
    watched.world.editRole(role, { add: ['routing:queue:edit'] });
    expect(told(await watched.scan())).toEqual([`role-permissions-widened ${DEMO_CLIENTS.recorder}`]);
  });

  it('still tells of the clients that a listing with gaps shows', async () => {
    await watched.scan();
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    watched.world.settings.clientsPageSize = 4;
    watched.simulator.faults.add({
      path: '/api/v2/oauth/clients',
      query: { pageNumber: '2' },
      fault: { kind: 'unavailable' },
    });
    const { run, transitions } = await watched.scan();
    expect(run.coverage.clients.status).toBe('incomplete');
    expect(transitions.map(({ to, finding }) => `${finding.rule} ${to}`)).toEqual(['scope-added open']);
  });

  it('resolves what was undone, and opens it again when it comes back', async () => {
    await watched.scan();
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    const [opened] = (await watched.scan()).transitions;
    watched.world.removeScopes(DEMO_CLIENTS.crm, ['recordings']);
    expect(told(await watched.scan(), 'resolved')).toEqual([`scope-added ${DEMO_CLIENTS.crm}`]);
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    const [reopened] = (await watched.scan()).transitions;
    expect(reopened).toMatchObject({
      from: 'resolved',
      to: 'open',
      finding: { id: opened?.finding.id, firstSeen: opened?.finding.firstSeen },
    });
  });

  it('says nothing of a change that only one of two readings shows', async () => {
    await watched.scan();
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    watched.simulator.faults.add({ path: '/api/v2/oauth/clients', on: { nth: 2 }, fault: { kind: 'stale-read' } });
    const unsettled = await watched.scan();
    expect(unsettled.transitions).toEqual([]);
    expect(unsettled.run.counts.revisions).toBe(0);
    expect(told(await watched.scan())).toEqual([`scope-added ${DEMO_CLIENTS.crm}`]);
  });

  it('does not take a client for deleted that a truncated listing leaves out', async () => {
    await watched.scan();
    watched.simulator.faults.add({ path: '/api/v2/oauth/clients', fault: { kind: 'truncated-page' } });
    const { run, transitions } = await watched.scan();
    expect(run.coverage.clients.status).toBe('incomplete');
    expect(transitions).toEqual([]);
    expect(run.counts.revisions).toBe(0);
  });

  it('resolves nothing on a reading with gaps', async () => {
    await watched.scan();
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    await watched.scan();
    watched.world.removeScopes(DEMO_CLIENTS.crm, ['recordings']);
    const repair = watched.simulator.faults.add({ path: '/api/v2/oauth/clients', fault: { kind: 'truncated-page' } });
    const blind = await watched.scan();
    expect(told(blind, 'resolved')).toEqual([]);
    repair();
    expect(told(await watched.scan(), 'resolved')).toEqual([`scope-added ${DEMO_CLIENTS.crm}`]);
  });

  it('reports itself blind in the second run on end, and seeing at the first complete read', async () => {
    await watched.scan();
    const repair = watched.simulator.faults.add({
      path: '/api/v2/authorization/roles',
      fault: { kind: 'unavailable' },
    });
    expect(told(await watched.scan())).toEqual([]);
    expect(told(await watched.scan())).toEqual(['guardian-blind -']);
    expect(told(await watched.scan())).toEqual([]);
    repair();
    expect(told(await watched.scan(), 'resolved')).toEqual(['guardian-blind -']);
  });

  it('keeps a deleted client in mind, and knows it again when it returns', async () => {
    await watched.scan();
    watched.world.deleteClient(DEMO_CLIENTS.wallboard);
    expect(told(await watched.scan())).toEqual([`client-deleted ${DEMO_CLIENTS.wallboard}`]);
    watched.world.restoreClient(DEMO_CLIENTS.wallboard);
    const returned = await watched.scan();
    expect(told(returned)).toEqual([]);
    expect(told(returned, 'resolved')).toEqual([`client-deleted ${DEMO_CLIENTS.wallboard}`]);
  });

  it('takes a client that appears after the baseline for unmanaged, once', async () => {
    await watched.scan();
    watched.world.createClient({ name: 'Stranger', grantType: 'CODE', scopes: ['users:readonly'] });
    expect(told(await watched.scan())).toContain('client-created Stranger');
    expect((await watched.scan()).transitions).toEqual([]);
  });

  it('finds a role that was deleted while a client holds it no reason to fail', async () => {
    await watched.scan();
    watched.world.deleteRole(DEMO_ROLES.wallboard);
    const { run, transitions } = await watched.scan();
    expect(run.coverage.roles.status).toBe('complete');
    expect(transitions.map(({ finding }) => finding.rule)).toContain('role-removed');
  });

  it('covers a slot once, and one that is older than a covered one not at all', async () => {
    const first = await watched.scan({ slot: '2026-03-03T13:00:00.000Z' });
    expect(first.outcome).toBe('committed');
    const again = await watched.scan({ slot: '2026-03-03T13:00:00.000Z' });
    expect(again).toMatchObject({ outcome: 'covered', run: { seq: 1 } });
    expect(await watched.scan({ slot: '2026-03-03T12:00:00.000Z' })).toMatchObject({ outcome: 'covered' });
    expect(await watched.scan({ slot: '2026-03-03T12:00:00.000Z', job: 'usage' })).toMatchObject({
      outcome: 'committed',
    });
  });

  it('lets only one of two runs at once commit first; the other reads again', async () => {
    const [a, b] = await Promise.all([watched.scan({ afterHours: 0 }), watched.scan({ afterHours: 0 })]);
    expect([a?.run.seq, b?.run.seq].sort()).toEqual([1, 2]);
    const { items } = await watched.store.runs('demo', {});
    expect(items.map(({ seq }) => seq)).toEqual([2, 1]);
    const { items: history } = await watched.store.history('demo', {});
    expect(new Set(history.map(({ finding }) => finding.id)).size).toBe(history.length);
  });

  it('keeps its history in order when the clock is set back, and says so', async () => {
    const first = await watched.scan();
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    watched.clock.set('2026-03-02T00:00:00Z');
    const second = await watched.scan({ afterHours: 0 });
    expect(second.run.at > first.run.at).toBe(true);
    expect(second.run.warnings.join()).toContain("set the machine's clock");
    expect(told(second)).toEqual([`scope-added ${DEMO_CLIENTS.crm}`]);
  });

  it('goes on with everything else when the credentials are wrong, and calls nothing clean', async () => {
    await watched.scan();
    watched.world.replaceSecret(watched.simulator.credentials.clientId, 'rotated-behind-our-back');
    const { run, transitions } = await watched.scan();
    expect(transitions).toEqual([]);
    expect(run.coverage.clients).toMatchObject({ status: 'failed', reason: expect.stringContaining('client') });
    expect(run.open).toEqual((await watched.store.runs('demo', { limit: 2 })).items[1]?.open);
  });

  it('refuses to mix the history of two orgs', async () => {
    await watched.scan();
    const other = await watchOrg({ store: watched.store });
    Object.assign(other.world.org, { id: '00000000-0000-4000-8000-00000000beef' });
    await expect(other.scan()).rejects.toThrow(/history kept under the name 'demo'/);
    await other.close();
  });

  it('says who is over half of the budget, at which resolution and as of when', async () => {
    await watched.scan({ afterHours: 0 });
    watched.world.burn(DEMO_CLIENTS.wallboard, { date: '2026-03-03', requests: 275_000 });
    const { transitions } = await watched.scan({ afterHours: 24 });
    const finding = transitions.map((transition) => transition.finding).find(({ rule }) => rule === 'quota-share');
    expect(finding).toMatchObject({ severity: 'high', client: { name: DEMO_CLIENTS.wallboard } });
    expect(finding?.because).toMatch(/day/);
    expect(Date.parse(finding?.asOf ?? '')).not.toBeNaN();
  });
});

describe('the document of a scan', () => {
  it('has the shape that docs/json.md promises', async () => {
    const watched = await watchOrg();
    const outcome = await watched.scan();
    const document = scanDocument(outcome);
    expect(Object.keys(document)).toEqual(['schema', 'org', 'run', 'coverage', 'transitions', 'open']);
    expect(document).toMatchObject({
      schema: 1,
      run: {
        id: expect.any(String),
        startedAt: expect.any(String),
        finishedAt: expect.any(String),
        apiCalls: expect.any(Number),
      },
      open: { critical: 0, high: expect.any(Number), medium: 1, low: expect.any(Number), info: expect.any(Number) },
    });
    expect(EXIT).toEqual({ nothingOpen: 0, openFindings: 1, usageError: 2, incomplete: 3 });
    await watched.close();
  });
});
