import type { OAuthClient } from '../../../lib/domain/client.ts';
import type { Role } from '../../../lib/domain/org.ts';
import { platformCatalogue, withDivisionAwareness } from '../../../lib/privilege/catalogue/index.ts';
import { explainRefusal, type RefusalCase, readAnswer } from '../../../lib/privilege/refusal/index.ts';
import { aRole, HOME, RECORDER_ROLE, SALES, SUPPORT } from '../../support/facts.ts';

const recorder: OAuthClient = {
  id: 'c0000000-0000-4000-8000-000000000001',
  name: 'Acme Recorder',
  description: '',
  grantType: 'CLIENT-CREDENTIALS',
  scopes: [],
  grants: [{ roleId: RECORDER_ROLE.id, divisionId: SALES.id }],
  redirectUris: [],
  tokenSeconds: 3600,
  state: 'active',
};
const connector: OAuthClient = {
  ...recorder,
  id: 'c0000000-0000-4000-8000-000000000002',
  name: 'Northwind CRM',
  grantType: 'CODE',
  scopes: ['users:readonly'],
  grants: [],
};

const QUEUES = 'routing:queue:view';
const queueViewer = aRole({ id: 'a0000000-0000-4000-8000-000000000002', name: 'Queue viewer', permissions: [QUEUES] });
const admin = aRole({
  id: 'a0000000-0000-4000-8000-000000000003',
  name: 'Admin',
  permissions: ['routing:*:*', 'authorization:*:*'],
});
const conditional: Role = {
  ...queueViewer,
  id: 'a0000000-0000-4000-8000-000000000004',
  name: 'Own queues',
  conditional: [QUEUES],
};

/** The recorder in Sales, in an org with a role for queues and an administrator's. */
const org: RefusalCase = {
  client: recorder,
  roles: rolesOf(RECORDER_ROLE, queueViewer, admin),
  divisions: new Map([HOME, SALES, SUPPORT].map((division) => [division.id, division])),
  enforceScopes: 'unknown',
  catalogue: platformCatalogue(),
};

const listQueues = { method: 'GET', path: '/api/v2/routing/queues' };
const getUser = { method: 'GET', path: '/api/v2/users/4711' };

describe('a call of a client-credentials client', () => {
  it('fails for a permission that no role gives, and shows the roles that do, least risk first', () => {
    const explained = explainRefusal({ ...org, asked: listQueues });
    expect(explained).toMatchObject({ verdict: 'fails', isComplete: true });
    expect(explained.missing.permissions).toContain(QUEUES);
    expect(explained.roles.map(({ name }) => name)).toEqual(['Queue viewer', 'Admin']);
    expect(explained.fix.steps[0]).toMatch(/Roles tab: add the role Queue viewer in Sales/);
    expect(explained.fix.role).toBeUndefined();
  });

  it('gets a role of its own where every role of the org gives more', () => {
    const { fix } = explainRefusal({ ...org, roles: rolesOf(RECORDER_ROLE, admin), asked: listQueues });
    expect(fix.role).toMatchObject({ name: 'Marketplace_App_Acme_Recorder_Routing_Only_Addition' });
    expect(fix.role?.permissionPolicies).toHaveLength(1);
    expect(fix.role?.permissionPolicies[0]).toMatchObject({ domain: 'routing', actionSet: ['view'] });
  });

  it('does not count a role that gives it under a condition only', () => {
    const explained = explainRefusal({ ...org, roles: rolesOf(RECORDER_ROLE, conditional), asked: listQueues });
    expect(explained.roles).toMatchObject([{ name: 'Own queues', isConditional: true }]);
    expect(explained.fix.role).toBeDefined();
    const client = { ...recorder, grants: [{ roleId: conditional.id, divisionId: '*' }] };
    expect(explainRefusal({ ...org, client, roles: rolesOf(conditional), asked: listQueues }).verdict).toBe('depends');
  });

  it('depends on the division where the permission is held in some', () => {
    const client = { ...recorder, grants: [{ roleId: queueViewer.id, divisionId: SALES.id }] };
    const explained = explainRefusal({ ...org, client, asked: listQueues });
    expect(explained).toMatchObject({ verdict: 'depends', fix: { steps: [] } });
    expect(explained.missing.divisions).toEqual([HOME.id, SUPPORT.id]);
  });

  it.each([
    ['held in all divisions', { grants: [{ roleId: queueViewer.id, divisionId: '*' }] }, org.catalogue],
    ['not restricted by divisions', { grants: [{ roleId: queueViewer.id, divisionId: SALES.id }] }, unaware()],
  ])('works where the permission is %s', (_what, grants, catalogue) => {
    const explained = explainRefusal({ ...org, client: { ...recorder, ...grants }, catalogue, asked: listQueues });
    expect(explained).toMatchObject({ verdict: 'works', isComplete: true, roles: [], fix: { steps: [] } });
  });

  it('is not said to fail while a role could not be read', () => {
    const client = { ...recorder, grants: [...recorder.grants, { roleId: 'gone', divisionId: SALES.id }] };
    expect(explainRefusal({ ...org, client, asked: listQueues })).toMatchObject({
      verdict: 'unknown',
      isComplete: false,
      because: [expect.stringContaining('gone')],
    });
  });

  it('is warned where it is about "me"', () => {
    expect(explainRefusal({ ...org, asked: { method: 'GET', path: '/api/v2/users/me' } }).notices).toEqual([
      expect.stringContaining('has no user'),
    ]);
  });

  it('is not guessed at where the catalogue does not know it', () => {
    const explained = explainRefusal({ ...org, asked: { method: 'GET', path: '/api/v2/nothing/like/it' } });
    expect(explained).toMatchObject({
      verdict: 'unknown',
      isComplete: false,
      call: { match: { why: 'unknown template' } },
    });
  });

  it('is not said to work where what it needs is unreadable', () => {
    const unreadable = org.catalogue.operations.find(
      ({ kind, permissions }) => kind !== 'NONE' && permissions.length === 0,
    );
    const asked = { method: unreadable?.method ?? '', path: unreadable?.template ?? '' };
    expect(explainRefusal({ ...org, asked })).toMatchObject({ verdict: 'unknown', isComplete: false });
  });
});

describe('an error of a client-credentials client', () => {
  it('names the permission that is missing, though the call is not known', () => {
    const answer = error('missing.any.permissions', `assigned: [${QUEUES}]`);
    expect(explainRefusal({ ...org, ...answer })).toMatchObject({
      verdict: 'fails',
      call: null,
      difference: null,
      missing: { permissions: [QUEUES], quantifier: 'ANY' },
      error: { matter: 'permissions' },
    });
  });

  it('lacks just those of several that are all needed', () => {
    const answer = error('missing.permissions', `: [${QUEUES}, recording:recording:view]`);
    expect(explainRefusal({ ...org, ...answer }).missing).toMatchObject({ permissions: [QUEUES], quantifier: 'ALL' });
  });

  it('is mended by one more division where the permission is held in another', () => {
    const answer = error(
      'missing.division.permission',
      "permission 'recording:recording:view' in the provided division(s).",
    );
    const explained = explainRefusal({ ...org, ...answer });
    expect(explained).toMatchObject({ verdict: 'fails', missing: { divisions: [HOME.id, SUPPORT.id] } });
    expect(explained.held).toMatchObject([{ places: [{ divisionId: SALES.id, roleId: RECORDER_ROLE.id }] }]);
    expect(explained.fix.steps.join('\n')).toMatch(
      /one of Home, Support[\s\S]*add the role Acme Recorder in the division/,
    );
    expect(explained.fix.role).toBeUndefined();
  });

  it('is mended in the division that it names', () => {
    const answer = error(
      'missing.any.division.permissions',
      `assigned: [recording:recording:view] in at least one of the following division(s): [${SUPPORT.id}]`,
    );
    const explained = explainRefusal({ ...org, ...answer });
    expect(explained.missing.divisions).toEqual([SUPPORT.id]);
    expect(explained.fix.steps[0]).toContain('add the role Acme Recorder in Support');
  });

  it('is compared with the catalogue, and both are shown where they differ', () => {
    const answer = error('missing.any.permissions', 'assigned: [recording:recording:view]');
    const explained = explainRefusal({ ...org, ...answer, asked: listQueues });
    expect(explained.difference).toEqual({
      onlyInError: ['recording:recording:view'],
      onlyInCatalogue: expect.arrayContaining([QUEUES]),
    });
    // It holds what the error names, so the catalogue's word is the better lead.
    expect(explained.missing.permissions).toContain(QUEUES);
  });

  it('is called a contradiction where the client holds all of it everywhere', () => {
    const client = { ...recorder, grants: [{ roleId: RECORDER_ROLE.id, divisionId: '*' }] };
    const answer = error('missing.any.permissions', 'assigned: [recording:recording:view]');
    const explained = explainRefusal({ ...org, client, ...answer });
    expect(explained.verdict).toBe('unknown');
    expect(explained.because.join(' ')).toMatch(/names a wrong permission/);
  });

  it('about scopes is not about this client', () => {
    const explained = explainRefusal({
      ...org,
      ...error('app.not.authorized.for.scope', 'App not authorized to use scope users'),
    });
    expect(explained).toMatchObject({ verdict: 'unknown', fix: { steps: [] } });
    expect(explained.because[0]).toMatch(/restrict nothing/);
  });

  it('falls back on the catalogue where it names nothing', () => {
    const explained = explainRefusal({
      ...org,
      ...error('not.authorized', 'You are not authorized.'),
      asked: listQueues,
    });
    expect(explained).toMatchObject({ verdict: 'fails', error: { matter: 'unnamed' } });
    expect(explained.missing.permissions).toContain(QUEUES);
  });

  it.each(['disabled', 'inactive', 'deleted'])('is explained by the state %s before anything else', (state) => {
    const explained = explainRefusal({ ...org, client: { ...recorder, state }, asked: listQueues });
    expect(explained).toMatchObject({ verdict: 'fails', isComplete: true });
    expect(explained.notices[0]).toContain(state);
  });

  it('is never certain in a state that Genesys does not document', () => {
    const odd = { ...recorder, state: 'odd' };
    expect(explainRefusal({ ...org, client: odd, asked: listQueues })).toMatchObject({ isComplete: false });
    const granted = explainRefusal({ ...org, client: odd, asked: { method: 'GET', path: '/api/v2/tokens/me' } });
    expect(granted.verdict).not.toBe('works');
  });
});

describe('a client that users authorise', () => {
  const app: RefusalCase = { ...org, client: connector };

  it.each([
    [true, 'fails'],
    [false, 'depends'],
    ['unknown', 'depends'],
  ] as const)('without the scope, where enforceScopes is %s: %s', (enforceScopes, verdict) => {
    const explained = explainRefusal({ ...app, enforceScopes, asked: listQueues });
    expect(explained).toMatchObject({ verdict, missing: { scopes: ['routing', 'routing:readonly'] } });
  });

  it('is given the scope of least risk', () => {
    const explained = explainRefusal({ ...app, enforceScopes: true, asked: listQueues });
    expect(explained.fix.steps[0]).toBe(
      'Admin > Integrations > OAuth > Northwind CRM > Scope: add routing:readonly and save.',
    );
  });

  it('with the scope depends on the roles of the user, which nobody reads', () => {
    const client = { ...connector, scopes: ['routing:readonly'] };
    const explained = explainRefusal({ ...app, client, asked: listQueues });
    expect(explained).toMatchObject({ verdict: 'depends', missing: { scopes: [] }, held: [] });
  });

  it('works where the call needs nothing of the user', () => {
    expect(explainRefusal({ ...app, asked: getUser }).verdict).toBe('works');
  });

  it('shows that scopes are enforced by an error about them, whatever is configured', () => {
    const explained = explainRefusal({
      ...app,
      enforceScopes: false,
      ...error('app.not.authorized.for.scope', 'App not authorized to use scope routing'),
    });
    expect(explained).toMatchObject({ verdict: 'fails', missing: { scopes: ['routing'] } });
    expect(explained.because.join(' ')).toContain('this error shows that it does');
  });

  it('that holds the scope needs a new sign-in', () => {
    const explained = explainRefusal({
      ...app,
      ...error('app.not.authorized.for.scope', 'App not authorized to use scope users:readonly'),
    });
    expect(explained.because[0]).toMatch(/new sign-in/);
  });

  it('lacks nothing itself where a permission is missing: the user does', () => {
    const explained = explainRefusal({ ...app, ...error('missing.any.permissions', `assigned: [${QUEUES}]`) });
    expect(explained.because[0]).toMatch(/nothing of the client is missing/);
    expect(explained.fix.steps.join(' ')).toMatch(/that user > Roles[\s\S]*Queue viewer/);
  });
});

describe('an error that is not about access', () => {
  it.each([
    [401, 'bad.credentials', 'token', /new token/],
    [401, 'ip.not.authorized', 'address', /allow-list/],
    [404, 'not.found', 'not found', /division/],
    [429, 'too.many.requests', 'rate', /guardian usage --client/],
    [400, 'bad.request', 'request', /Mend the request/],
    [503, 'service.unavailable', 'genesys', /Try again/],
    [403, 'authz.policy.denied', 'policy', /access policies/],
  ])('%d %s is told as %s', (status, code, matter, step) => {
    const explained = explainRefusal({ ...org, ...error(code, 'A message.', status), asked: listQueues });
    expect(explained).toMatchObject({ verdict: 'fails', error: { matter }, roles: [], missing: { permissions: [] } });
    expect(explained.fix.steps.join(' ')).toMatch(step);
  });

  it('tells how long to wait', () => {
    const answer = error('too.many.requests.retry.after', 'Retry the request in [42] seconds', 429);
    expect(explainRefusal({ ...org, ...answer }).fix.steps[0]).toMatch(/^Wait 42 s/);
  });
});

describe('without a client', () => {
  const { client: _, ...nobody } = org;

  it('says what the call needs, and not whether it works', () => {
    const explained = explainRefusal({ ...nobody, asked: listQueues });
    expect(explained).toMatchObject({ verdict: 'unknown', isComplete: true });
    expect(explained.missing.permissions).toContain(QUEUES);
    expect(explained.roles.map(({ name }) => name)).toContain('Queue viewer');
  });

  it('says what the error names', () => {
    const explained = explainRefusal({ ...nobody, ...error('missing.any.permissions', `assigned: [${QUEUES}]`) });
    expect(explained).toMatchObject({ verdict: 'fails', isComplete: false, missing: { permissions: [QUEUES] } });
  });
});

function error(code: string, message: string, status = 403): Pick<RefusalCase, 'answer'> {
  const answer = readAnswer(JSON.stringify({ code, message, status }));
  return answer ? { answer } : {};
}

function rolesOf(...roles: readonly Role[]): ReadonlyMap<string, Role> {
  return new Map(roles.map((role) => [role.id, role]));
}

/** The catalogue of an org of which no permission is division-aware. */
function unaware() {
  const catalogue = platformCatalogue();
  return withDivisionAwareness(catalogue, new Map(catalogue.permissions.map((permission) => [permission, false])));
}
