import { catalogueInUse } from '../../../lib/jobs/catalogue/catalogue-file.ts';
import { explainCall } from '../../../lib/jobs/queries/explain.ts';
import { DEMO_CLIENTS, demoManifest } from '../../../lib/simulator/index.ts';
import { type WatchedOrg, watchOrg } from '../../support/watched-org.ts';
import { memoryFile } from '../catalogue/support.ts';

const { recorder: RECORDER, crm: CRM, survey: SURVEY } = DEMO_CLIENTS;
const queues = { method: 'GET', path: '/api/v2/routing/queues' };

describe('explainCall', () => {
  let org: WatchedOrg;
  /** Before the recorder gained queues, and after. */
  let before: string;
  let after: string;
  beforeAll(async () => {
    org = await watchOrg({
      manifest: demoManifest.replace('enforceScopes: unknown', 'enforceScopes: unknown\n    readAuthorizations: true'),
    });
    await org.scan();
    before = org.clock.now().toISOString();
    org.world.editRole('Acme Recorder', { add: ['routing:queue:view'] });
    await org.scan({ afterHours: 24 });
    after = org.clock.now().toISOString();
    org.world.deleteClient(CRM);
    await org.scan({ afterHours: 24 });
  });
  afterAll(() => org.close());

  async function explained(query: Partial<Parameters<typeof explainCall>[0]>) {
    const [config] = org.config.orgs ?? [];
    if (!config) throw new Error('no org');
    const { store, clock } = org;
    const catalogue = await catalogueInUse(memoryFile());
    return explainCall({ store, org: config, config: org.config, catalogue, now: clock.now(), ...query });
  }

  it('explains from the last scan, and says when that was', async () => {
    const now = await explained({ client: RECORDER, call: queues });
    expect(now).toMatchObject({ verdict: 'depends', asOf: (await org.store.latestRun('demo'))?.at });
    expect(now.held).toMatchObject([{ permission: 'routing:queue:view', places: [{}, {}] }]);
  });

  it('explains why a call failed in the past, with the roles of then', async () => {
    const then = await explained({ client: RECORDER, call: queues, at: before });
    expect(then).toMatchObject({ verdict: 'fails', missing: { permissions: ['routing:queue:view'] } });
    expect(then.asOf).not.toBe((await org.store.latestRun('demo'))?.at);
    expect((await explained({ client: RECORDER, call: queues, at: after })).verdict).toBe('depends');
  });

  it('says first that a client is gone, and still what it held', async () => {
    const gone = await explained({ client: CRM, call: queues });
    expect(gone).toMatchObject({ verdict: 'fails', subject: { kind: 'gone' } });
    expect(gone.notices[0]).toMatch(/^The client is gone/);
    const then = await explained({ client: CRM, call: queues, at: after });
    expect(then).toMatchObject({ verdict: 'depends', subject: { kind: 'client' } });
    expect(then.notices[0]).toMatch(/changed since: guardian diff/);
  });

  it.each(['7c2f1f3e-51aa-4d0e-9a43-2b7a3c8f6d10', SURVEY, 'beacon'])(
    'says first that %s is a vendor’s own',
    async (client) => {
      const answer = await explained({ client, call: queues });
      expect(answer).toMatchObject({ subject: { kind: 'vendor-owned' }, isComplete: false });
      expect(answer.notices[0]).toMatch(/vendor/);
    },
  );

  it('says first that nobody knows an id, and explains the call alone', async () => {
    const answer = await explained({ client: '00000000-1111-4222-8333-444444444444', call: queues });
    expect(answer).toMatchObject({ verdict: 'unknown', subject: { kind: 'unknown' }, isComplete: false });
    expect(answer.missing.permissions).toEqual(['routing:queue:view']);
  });

  it('refuses a name that nobody has, with those that there are', async () => {
    await expect(explained({ client: 'Nobody', call: queues })).rejects.toThrow(
      /no client 'Nobody' is known[\s\S]*Acme Recorder/,
    );
  });

  it('refuses a text without an answer in it', async () => {
    await expect(explained({ client: RECORDER, error: 'hello' })).rejects.toThrow(
      /no answer of the API is in this text/,
    );
  });

  it('says that nothing was known at a time before the first scan', async () => {
    await expect(explained({ client: RECORDER, call: queues, at: '2020-01-01T00:00:00.000Z' })).rejects.toThrow(
      /nothing is known/,
    );
  });

  it('tells how much the client calls where the error is about that', async () => {
    const error = JSON.stringify({ status: 429, code: 'too.many.requests', message: 'Rate limit exceeded' });
    const answer = await explained({ client: RECORDER, error });
    expect(answer.usage).toMatchObject({ client: { name: RECORDER }, requests: expect.any(Number) });
    expect((await explained({ client: RECORDER, call: queues })).usage).toBeNull();
  });

  it('says that what it stands on is old', async () => {
    const now = new Date(org.clock.now().getTime() + 3 * 86_400_000);
    expect((await explained({ client: RECORDER, call: queues, now })).notices).toEqual([
      expect.stringContaining('more than a day old'),
    ]);
  });
});
