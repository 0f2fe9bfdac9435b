import type { Authorization, Role } from '../../lib/domain/org.ts';
import { authorizationGranted } from '../../lib/rules/authorization-granted.ts';
import type { RuleContext } from '../../lib/rules/rule.ts';
import { aRole, byId, perfectVendor, RECORDER_ROLE } from '../support/facts.ts';
import { judged, subjectsOf, withSource } from '../support/judged.ts';

const READER: Role = aRole({ id: 'r-reader', name: 'Reader', permissions: ['routing:queue:view'] });
const TWIN: Role = aRole({ id: 'r-twin', name: 'Twin', permissions: ['routing:queue:view'] });
const EDITOR: Role = aRole({
  id: 'r-editor',
  name: 'Editor',
  permissions: ['routing:queue:edit', 'routing:queue:view'],
});

function anApp(difference: Partial<Authorization> = {}): Authorization {
  return {
    id: 'app-1',
    name: 'Wallboard Cloud',
    scopes: ['analytics:readonly', 'routing'],
    roles: [READER.id],
    state: 'Authorized',
    pending: false,
    ...difference,
  };
}

function contextWith(known: {
  readonly present: readonly Authorization[];
  readonly approved?: readonly Authorization[];
  readonly context?: Partial<RuleContext>;
}): RuleContext {
  const { context } = perfectVendor({ roles: [RECORDER_ROLE, READER, TWIN, EDITOR] });
  return {
    ...context,
    snapshot: { ...context.snapshot, authorization: byId(known.present) },
    approvedAuthorizations: byId(known.approved ?? []),
    ...known.context,
  };
}

describe('authorization-granted', () => {
  it('reports an app that was authorised and that nobody approved, with what it may do', () => {
    const { violations } = judged(authorizationGranted, contextWith({ present: [anApp()] }));
    expect(violations).toMatchObject([
      {
        subject: 'authorized',
        severity: 'high',
        title: 'App Wallboard Cloud was authorised',
        client: { id: 'app-1', name: 'Wallboard Cloud' },
        evidence: { scopes: ['analytics:readonly', 'routing'], roles: ['r-reader'] },
        change: { added: ['role Reader', 'scope analytics:readonly', 'scope routing'] },
      },
    ]);
    expect(violations[0]?.fix.join('\n')).toContain('Admin > Integrations > Authorized Applications > Wallboard Cloud');
  });

  it('says the same of an app whose role was renamed, so that a waiver of it holds', () => {
    const evidenceWith = (roles: readonly Role[]) => {
      const { snapshot } = contextWith({ present: [anApp()] });
      const renamed = { snapshot: { ...snapshot, role: byId(roles) } };
      return judged(authorizationGranted, contextWith({ present: [anApp()], context: renamed })).violations[0]
        ?.evidence;
    };
    const evidence = { scopes: ['analytics:readonly', 'routing'], roles: [READER.id] };
    expect(evidenceWith([{ ...READER, name: 'Viewer' }])).toEqual(evidence);
    expect(evidenceWith([])).toEqual(evidence);
  });

  it('reports an app that was revoked and is authorised again', () => {
    const context = contextWith({ present: [anApp()], approved: [anApp({ state: 'Revoked' })] });
    expect(subjectsOf(judged(authorizationGranted, context))).toEqual(['authorized']);
  });

  it('reports each scope that an approved app gained', () => {
    const present = [anApp({ scopes: ['analytics', 'analytics:readonly', 'routing', 'users'] })];
    const context = contextWith({ present, approved: [anApp()] });
    expect(subjectsOf(judged(authorizationGranted, context))).toEqual(['scope analytics', 'scope users']);
  });

  it('reports a role that gives more than the approved roles', () => {
    const context = contextWith({ present: [anApp({ roles: [EDITOR.id] })], approved: [anApp()] });
    expect(judged(authorizationGranted, context).violations).toMatchObject([
      { subject: 'role r-editor', title: 'App Wallboard Cloud gained the role Editor' },
    ]);
  });

  it('reports a role that the org does not know: nobody can say that it gives no more', () => {
    const context = contextWith({ present: [anApp({ roles: [READER.id, 'r-gone'] })], approved: [anApp()] });
    expect(subjectsOf(judged(authorizationGranted, context))).toEqual(['role r-gone']);
  });

  it.each([
    ['a request', anApp({ state: 'Requested' })],
    ['a request that the API only marks as pending', anApp({ state: 'Unauthorized', pending: true })],
  ])('reports %s, before anybody approves it', (_, present) => {
    const context = contextWith({ present: [present] });
    expect(judged(authorizationGranted, context).violations).toMatchObject([
      { subject: 'request', title: 'App Wallboard Cloud asks to be authorised' },
    ]);
  });

  it('reports the request of an approved app for more', () => {
    const context = contextWith({ present: [anApp({ pending: true })], approved: [anApp()] });
    expect(subjectsOf(judged(authorizationGranted, context))).toEqual(['request']);
  });

  it('names the vendor of the integration that belongs to the app', () => {
    const context = contextWith({ present: [anApp()] });
    const integration = {
      id: 'i1',
      name: 'Wallboards',
      typeId: 'wallboards',
      vendorName: 'Wallboards Ltd',
      vendorClientIds: ['app-1'],
      intendedState: 'ENABLED',
    };
    const snapshot = { ...context.snapshot, integration: byId([integration]) };
    expect(judged(authorizationGranted, { ...context, snapshot }).violations).toMatchObject([
      { vendor: 'Wallboards Ltd' },
    ]);
  });

  it.each([
    ['an app is as it was approved', anApp()],
    ['a scope was narrowed to read only', anApp({ scopes: ['analytics:readonly', 'routing:readonly'] })],
    ['a role was swapped for its twin', anApp({ roles: [TWIN.id] })],
    ['an approved app was revoked', anApp({ state: 'Revoked' })],
  ])('is content where %s', (_, present) => {
    const context = contextWith({ present: [present], approved: [anApp()] });
    expect(judged(authorizationGranted, context).outcome).toBe('compliant');
  });

  it.each(['Unauthorized', 'Revoked'])('is content with an unapproved app that is %s', (state) => {
    expect(judged(authorizationGranted, contextWith({ present: [anApp({ state })] })).outcome).toBe('compliant');
  });

  it('is unknown where nobody opted in to reading authorisations', () => {
    const context = withSource(contextWith({ present: [] }), 'authorizations', 'skipped', 'readAuthorizations is off');
    expect(judged(authorizationGranted, context)).toMatchObject({
      outcome: 'unknown',
      because: 'The source authorizations was not read in this run: readAuthorizations is off.',
    });
  });

  it('is unknown while the roles were not read whole, for a role that is not seen looks like more access', () => {
    const context = withSource(contextWith({ present: [anApp()], approved: [anApp()] }), 'roles', 'incomplete');
    expect(judged(authorizationGranted, context).outcome).toBe('unknown');
  });

  it('is unknown where the snapshot holds no authorisations', () => {
    expect(judged(authorizationGranted, perfectVendor().context).outcome).toBe('unknown');
  });
});
