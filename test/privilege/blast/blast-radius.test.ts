import { blastRadius } from '../../../lib/privilege/blast/index.ts';
import { platformCatalogue, withDivisionAwareness } from '../../../lib/privilege/catalogue/index.ts';
import { aRole, SALES, SUPPORT } from '../../support/facts.ts';
import { ROLE_ID, roleEvidence, scopeEvidence } from '../advice/support/evidence.ts';

const CONTEXT = { catalogue: platformCatalogue(), enforceScopes: true } as const;
const powersOf = (permissions: readonly string[]) =>
  new Map(blastRadius(roleEvidence({ permissions }), CONTEXT)?.powers.map((power) => [power.kind, power]));

describe('what an attacker could do', () => {
  it('begins with more access, then with data, and ends with what is only read', () => {
    const powers = powersOf([
      'authorization:grant:add',
      'recording:recording:view',
      'routing:queue:delete',
      'routing:skill:manage',
      'usage:organization:view',
    ]);
    expect([...powers.keys()]).toEqual(['escalate', 'data', 'destroy', 'configure', 'read']);
    expect(powers.get('escalate')?.sources.map(({ name }) => name)).toEqual(['authorization:grant:add']);
    expect(powers.get('destroy')?.sources[0]?.examples).toContain('DELETE /api/v2/routing/queues/{queueId}');
  });

  it('counts an operation once, however many grants open it', () => {
    const both = powersOf(['recording:recording:view', 'recording:screenRecording:view']).get('data');
    const one = powersOf(['recording:recording:view']).get('data');
    expect(both?.sources).toHaveLength(2);
    expect(both?.operations).toBeLessThan((both?.sources ?? []).reduce((sum, { operations }) => sum + operations, 0));
    expect(both?.operations).toBeGreaterThanOrEqual(one?.operations ?? 0);
  });

  it('leaves out an operation that lacks another permission', () => {
    const template = 'GET /api/v2/speechandtextanalytics/conversations/{conversationId}';
    const operations = (permissions: readonly string[]) => powersOf(permissions).get('data')?.operations ?? 0;
    const alone = operations(['speechAndTextAnalytics:data:view']);
    const together = operations(['recording:recording:view', 'speechAndTextAnalytics:data:view']);
    expect(together).toBeGreaterThan(alone + operations(['recording:recording:view']) - 1);
    expect(powersOf(['speechAndTextAnalytics:data:view']).get('data')?.sources[0]?.examples ?? []).not.toContain(
      template,
    );
  });

  it('says of scopes that they are not the only limit, and none where they are not enforced', () => {
    const given = scopeEvidence({ scopes: ['users'] });
    expect(blastRadius(given, CONTEXT)?.notes).toEqual([expect.stringContaining('at most what they may')]);
    expect(blastRadius(given, { ...CONTEXT, enforceScopes: 'unknown' })?.notes).toHaveLength(2);
  });

  it('is not known for a grant type of which nobody knows what restricts it', () => {
    expect(blastRadius(scopeEvidence({ grantType: 'DEVICE' }), CONTEXT)).toBeUndefined();
  });
});

describe('where an attacker could do it', () => {
  const role = aRole({
    id: ROLE_ID,
    name: 'Acme role',
    permissions: ['routing:queue:view', 'usage:organization:view'],
  });
  const grants = [SALES.id, SUPPORT.id].map((divisionId) => ({ roleId: ROLE_ID, divisionId }));
  const vendor = { roles: { 'Acme role': ['Sales'] } };

  it('tells grants beyond the divisions of the manifest', () => {
    const blast = blastRadius(roleEvidence({ roles: [role], grants, vendor }), CONTEXT);
    expect(blast?.reach).toMatchObject([
      {
        divisionId: SUPPORT.id,
        sentence: 'The role Acme role gives 2 permissions in the division Support, beyond Sales.',
      },
    ]);
    expect(blast?.notes.join()).toContain('does not say which permissions are restricted by divisions');
  });

  it('tells all divisions as such', () => {
    const everywhere = [{ roleId: ROLE_ID, divisionId: '*' }];
    const blast = blastRadius(roleEvidence({ roles: [role], grants: everywhere, vendor }), CONTEXT);
    expect(blast?.reach[0]?.sentence).toContain('in all divisions, those to come included, beyond Sales');
  });

  it('leaves out permissions that divisions do not restrict', () => {
    const aware = new Map(
      platformCatalogue().permissions.map((name) => [name, name === 'routing:queue:view'] as const),
    );
    const catalogue = withDivisionAwareness(platformCatalogue(), aware);
    const blast = blastRadius(roleEvidence({ roles: [role], grants, vendor }), { ...CONTEXT, catalogue });
    expect(blast?.reach).toMatchObject([{ permissions: ['routing:queue:view'], isUncertain: false }]);
  });

  it('tells every grant where the manifest writes no divisions', () => {
    const blast = blastRadius(roleEvidence({ roles: [role], grants }), CONTEXT);
    expect(blast?.reach).toHaveLength(2);
    expect(blast?.approvedDivisions).toBeNull();
  });
});
