import { effectiveAccess } from '../../lib/domain/access.ts';
import { guardianOverprivileged } from '../../lib/rules/guardian-overprivileged.ts';
import type { RuleContext } from '../../lib/rules/rule.ts';
import { aClient, aRole, type Difference, perfectVendor } from '../support/facts.ts';
import { judged, subjectsOf, withSource } from '../support/judged.ts';

const ALLOWED = [
  'audits:audit:view',
  'authorization:grant:view',
  'authorization:role:view',
  'billing:subscription:view',
  'integrations:integration:view',
  'oauth:client:view',
  'usage:organization:view',
];
const SELF = aClient({ id: 'c-guardian', name: 'OAuth guardian', grants: [{ roleId: 'r-guardian', divisionId: '*' }] });

function holding(permissions: readonly string[], org: Difference['org'] = {}): RuleContext {
  const role = aRole({ id: 'r-guardian', name: 'Guardian', permissions });
  const self = { client: { id: SELF.id, name: SELF.name }, access: effectiveAccess(SELF, () => role) };
  return perfectVendor({ org, context: { self } }).context;
}

describe('guardian-overprivileged', () => {
  it('is content with what the guardian needs and what it may use', () => {
    expect(judged(guardianOverprivileged, holding(ALLOWED)).outcome).toBe('compliant');
  });

  it('reports permissions that no source needs, all in one finding', () => {
    const { violations } = judged(
      guardianOverprivileged,
      holding([...ALLOWED, 'routing:queue:view', 'users:user:view']),
    );
    expect(violations).toMatchObject([
      {
        subject: 'excess-permission',
        severity: 'high',
        title: 'The guardian holds permissions that it does not need: routing:queue:view, users:user:view',
        evidence: { permissions: ['routing:queue:view', 'users:user:view'] },
        client: { id: 'c-guardian' },
      },
    ]);
    expect(violations[0]?.fix.join(' ')).toContain('usage:organization:view');
  });

  it('makes few findings of an administrator with hundreds of permissions', () => {
    const many = Array.from({ length: 300 }, (_, index) => `domain${index}:entity:view`);
    const { violations } = judged(guardianOverprivileged, holding([...ALLOWED, ...many]));
    expect(violations).toHaveLength(1);
    expect(violations[0]?.title.length).toBeLessThan(150);
  });

  it('reports what lets it widen its own access, with how', () => {
    const { violations } = judged(guardianOverprivileged, holding([...ALLOWED, 'authorization:grant:add']));
    expect(violations).toMatchObject([
      { subject: 'self-escalation', severity: 'high', evidence: { permissions: ['authorization:grant:add'] } },
    ]);
    expect(violations[0]?.because).toContain('grants any role in any division');
  });

  it('reports a wildcard, also one that covers only reading', () => {
    expect(subjectsOf(judged(guardianOverprivileged, holding([...ALLOWED, 'analytics:*:view'])))).toEqual([
      'wildcard-permission',
    ]);
  });

  it('reports a wildcard that covers self-escalation as both', () => {
    expect(subjectsOf(judged(guardianOverprivileged, holding(['authorization:*:*'])))).toEqual([
      'self-escalation',
      'wildcard-permission',
    ]);
  });

  it('allows oauth:client:authorize only where authorisations are to be read', () => {
    const held = [...ALLOWED, 'oauth:client:authorize'];
    expect(judged(guardianOverprivileged, holding(held, { readAuthorizations: true })).outcome).toBe('compliant');
    expect(subjectsOf(judged(guardianOverprivileged, holding(held)))).toEqual(['self-escalation']);
  });

  it('reports the permission of a source that is switched off', () => {
    const context = holding(ALLOWED, { readAudits: false });
    expect(judged(guardianOverprivileged, context).violations).toMatchObject([
      { subject: 'excess-permission', evidence: { permissions: ['audits:audit:view'] } },
    ]);
  });

  it('keeps its subjects while the permissions grow, so that the finding stays the same', () => {
    const one = judged(guardianOverprivileged, holding([...ALLOWED, 'routing:queue:view']));
    const two = judged(guardianOverprivileged, holding([...ALLOWED, 'routing:queue:view', 'users:user:view']));
    expect(subjectsOf(two)).toEqual(subjectsOf(one));
  });

  it('is unknown where its own client could not be read', () => {
    expect(judged(guardianOverprivileged, perfectVendor().context).outcome).toBe('unknown');
  });

  it('is unknown while the roles were not read whole', () => {
    const context = withSource(holding(['authorization:*:*']), 'roles', 'incomplete');
    expect(judged(guardianOverprivileged, context).outcome).toBe('unknown');
  });

  it('is unknown where a role that it holds is not among those read', () => {
    const { context } = perfectVendor();
    const self = { client: { id: SELF.id, name: SELF.name }, access: effectiveAccess(SELF, () => undefined) };
    expect(judged(guardianOverprivileged, { ...context, self })).toMatchObject({
      outcome: 'unknown',
      because: expect.stringContaining('r-guardian'),
    });
  });
});
