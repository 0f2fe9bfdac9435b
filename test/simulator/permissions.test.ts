import { Bench, HandClock, smallOrg } from './harness.ts';

const AUDIT_QUERY = { interval: '2026-11-20T00:00:00Z/2026-11-21T00:00:00Z' };

describe('an endpoint', () => {
  it('names the permissions of which one would have been enough', async () => {
    const world = smallOrg(new HandClock());
    world.editRole('OAuth Guardian', { remove: ['oauth:client:view'] });
    const { status, body } = await (await Bench.start({ world })).get('/api/v2/oauth/clients');
    expect(status).toBe(403);
    expect(body).toMatchObject({
      code: 'missing.any.permissions',
      status: 403,
      message:
        'Unable to perform the requested action. You must have at least one of the following permissions assigned: [oauth:client:view]',
      messageParams: { permissions: '[oauth:client:view]' },
      details: [],
      errors: [],
    });
  });

  it('names the permissions that are all needed and not all held', async () => {
    const world = smallOrg(new HandClock());
    world.editRole('OAuth Guardian', { remove: ['audits:audit:view'] });
    const { body } = await (await Bench.start({ world })).post('/api/v2/audits/query/realtime', AUDIT_QUERY);
    expect(body).toMatchObject({
      code: 'missing.permissions',
      message:
        'Unable to perform the requested action. You are missing the following permission(s): [audits:audit:view]',
    });
  });

  it('is opened by a wildcard', async () => {
    const world = smallOrg(new HandClock());
    world.editRole('OAuth Guardian', { remove: ['audits:audit:view'], add: ['audits:*:*'] });
    const bench = await Bench.start({ world });
    expect((await bench.post('/api/v2/audits/query/realtime', AUDIT_QUERY)).status).toBe(200);
  });

  it.each(['/api/v2/authorization/divisions', '/api/v2/tokens/me', '/api/v2/organizations/me', '/api/v2/oauth/scopes'])(
    'asks for no permission: %s',
    async (path) => {
      const world = smallOrg(new HandClock());
      world.revokeRole('OAuth Guardian', 'OAuth Guardian');
      expect((await (await Bench.start({ world })).get(path)).status).toBe(200);
    },
  );

  it('of usage closes when the permission is switched off: the new API always, the old one while clients can be read', async () => {
    const world = smallOrg(new HandClock());
    world.switchOffUsagePermission();
    const bench = await Bench.start({ world });
    const query = { interval: '2026-11-18T00:00:00Z/2026-11-19T00:00:00Z' };
    expect((await bench.post('/api/v2/usage/aggregates/query/jobs', query)).status).toBe(403);
    expect((await bench.post('/api/v2/usage/query', query)).status).toBe(202);
  });

  it('that nobody simulates is not found', async () => {
    const bench = await Bench.start({ world: smallOrg(new HandClock()) });
    const { status, body } = await bench.get('/api/v2/telephony/providers/edges');
    expect([status, body.code]).toEqual([404, 'not.found']);
  });
});
