import { ALL_DIVISIONS, UNKNOWN_DIVISION } from '../../lib/domain/client.ts';
import { roleAdded } from '../../lib/rules/role-added.ts';
import { wildcardPermission } from '../../lib/rules/wildcard-permission.ts';
import { aRole, perfectApp, perfectVendor, RECORDER_ROLE, SALES, SUPPORT, storedApproval } from '../support/facts.ts';
import { judge, onlyViolation, subjectsOf, violationsOf } from '../support/verdicts.ts';

const APPROVED_GRANT = { roleId: RECORDER_ROLE.id, divisionId: SALES.id };

/** The perfect vendor with one more role in a division. */
function withRole(difference: Parameters<typeof aRole>[0], divisionId = SALES.id) {
  const role = aRole(difference);
  return perfectVendor({
    roles: [RECORDER_ROLE, role],
    client: { grants: [APPROVED_GRANT, { roleId: role.id, divisionId }] },
  });
}

describe('role-added', () => {
  it('is compliant with exactly the approved roles', () => {
    expect(judge(roleAdded, perfectVendor()).outcome).toBe('compliant');
  });

  it('is violated by a role that allows more, at the risk of what it adds', () => {
    const role = { name: 'Exporter', permissions: ['recording:recording:view', 'authorization:grant:add'] };
    const violation = onlyViolation(roleAdded, withRole(role));
    expect(violation).toMatchObject({
      subject: `role ${aRole({}).id} in ${SALES.id}`,
      severity: 'critical',
      evidence: { permissions: ['authorization:grant:add'] },
      change: { added: ['role Exporter in division Sales'] },
    });
    expect(violation.fix[0]).toContain('Admin > Integrations > OAuth > Acme Recorder > Roles tab');
    expect(violation.fix[1]).toContain('guardian.yaml');
  });

  it('does not rate what the client may do anyway', () => {
    const role = { permissions: [...RECORDER_ROLE.permissions, 'routing:queue:view'] };
    expect(onlyViolation(roleAdded, withRole(role))).toMatchObject({
      severity: 'low',
      evidence: { permissions: ['routing:queue:view'] },
    });
  });

  it('keeps the subject when role and division are renamed', () => {
    const renamed = perfectVendor({
      roles: [RECORDER_ROLE, aRole({ name: 'Renamed' })],
      divisions: [{ ...SALES, name: 'Selling' }],
      vendor: { roles: { 'Acme Recorder': [SALES.id] } },
      client: { grants: [APPROVED_GRANT, { roleId: aRole({}).id, divisionId: SALES.id }] },
    });
    expect(subjectsOf(roleAdded, renamed)).toEqual(subjectsOf(roleAdded, withRole({})));
  });

  it('sees no gain in a renamed role, although the manifest knows it by its old name', () => {
    const situation = perfectVendor({ roles: [{ ...RECORDER_ROLE, name: 'Acme Recorder (old)' }] });
    expect(judge(roleAdded, situation).outcome).toBe('compliant');
  });

  it('approves nothing of a role that nobody could see when its client was approved', () => {
    const { client } = perfectVendor().facts;
    const unseen = perfectVendor({ vendor: null, stored: storedApproval(client, []) });
    expect(subjectsOf(roleAdded, unseen)).toEqual([`role ${RECORDER_ROLE.id} in ${SALES.id}`]);
  });

  it('does not take a role under a condition for the twin of one without', () => {
    const { client } = perfectVendor().facts;
    const careful = { ...RECORDER_ROLE, id: aRole({}).id, conditional: ['recording:recording:view'] };
    const approved = { ...client, grants: [{ roleId: careful.id, divisionId: SALES.id }] };
    const swapped = perfectVendor({ vendor: null, stored: storedApproval(approved, [careful]) });
    expect(onlyViolation(roleAdded, swapped).evidence).toMatchObject({ permissions: ['recording:recording:view'] });
  });

  it('does not approve another role that takes over an approved name', () => {
    const impostor = aRole({ name: 'Acme Recorder', permissions: ['oauth:client:edit'] });
    const situation = perfectVendor({
      roles: [{ ...RECORDER_ROLE, name: 'Acme Recorder (old)' }, impostor],
      client: { grants: [{ roleId: impostor.id, divisionId: SALES.id }] },
    });
    expect(onlyViolation(roleAdded, situation).severity).toBe('critical');
  });

  it('sees no gain in a role swapped for its twin', () => {
    const twin = aRole({ permissions: RECORDER_ROLE.permissions });
    const situation = perfectVendor({
      roles: [RECORDER_ROLE, twin],
      client: { grants: [{ roleId: twin.id, divisionId: SALES.id }] },
    });
    expect(judge(roleAdded, situation).outcome).toBe('compliant');
  });

  it('sees no gain in a role split in two', () => {
    const halves = RECORDER_ROLE.permissions.map((permission, index) =>
      aRole({ id: `a0000000-0000-4000-8000-00000000001${index}`, permissions: [permission] }),
    );
    const situation = perfectVendor({
      roles: [RECORDER_ROLE, ...halves],
      client: { grants: halves.map(({ id }) => ({ roleId: id, divisionId: SALES.id })) },
    });
    expect(judge(roleAdded, situation).outcome).toBe('compliant');
  });

  it('sees no gain in a role that gives nothing', () => {
    expect(judge(roleAdded, withRole({ permissions: [] })).outcome).toBe('compliant');
  });

  it('sees a gain in half of an approved role in a division that is not approved', () => {
    const half = { permissions: ['recording:recording:view'] };
    expect(violationsOf(roleAdded, withRole(half, SUPPORT.id))).toHaveLength(1);
  });

  it('leaves an approved role in a further division to division-widened', () => {
    const grants = [APPROVED_GRANT, { roleId: RECORDER_ROLE.id, divisionId: SUPPORT.id }];
    expect(judge(roleAdded, perfectVendor({ client: { grants } })).outcome).toBe('compliant');
  });

  it('is judged on its own: a role with a wildcard is wildcard-permission as well', () => {
    const situation = withRole({ permissions: ['routing:*:view'] });
    expect(violationsOf(roleAdded, situation)).toHaveLength(1);
    expect(violationsOf(wildcardPermission, situation)).toHaveLength(1);
  });

  it('ignores a deleted role, which gives nothing', () => {
    const situation = perfectVendor({ client: { grants: [APPROVED_GRANT, { roleId: 'gone', divisionId: SALES.id }] } });
    expect(judge(roleAdded, situation).outcome).toBe('compliant');
  });

  it('ignores the roles of a code-grant client', () => {
    const situation = perfectApp({ client: { grants: [{ roleId: RECORDER_ROLE.id, divisionId: ALL_DIVISIONS }] } });
    expect(judge(roleAdded, situation).outcome).toBe('compliant');
  });

  it('blames a name that the org does not have, where the manifest has one', () => {
    const situation = perfectVendor({ vendor: { roles: { 'Acme Recoder': ['Sales'] } } });
    expect(onlyViolation(roleAdded, situation).because).toContain('role Acme Recoder');
  });

  describe('where the division of the role is unknown', () => {
    it('is unknown if an approved division would explain it', () => {
      const half = { permissions: ['recording:recording:view'] };
      expect(judge(roleAdded, withRole(half, UNKNOWN_DIVISION)).outcome).toBe('unknown');
    });

    it('is violated by what no approved division allows', () => {
      expect(judge(roleAdded, withRole({}, UNKNOWN_DIVISION)).outcome).toBe('violated');
    });

    it('is compliant if the same is approved in all divisions', () => {
      const half = aRole({ permissions: ['recording:recording:view'] });
      const situation = perfectVendor({
        vendor: { roles: { 'Acme Recorder': ['*'] } },
        roles: [RECORDER_ROLE, half],
        client: { grants: [{ roleId: half.id, divisionId: UNKNOWN_DIVISION }] },
      });
      expect(judge(roleAdded, situation).outcome).toBe('compliant');
    });
  });

  it('is unknown where nobody approved any roles', () => {
    expect(judge(roleAdded, perfectVendor({ vendor: null, stored: null })).outcome).toBe('unknown');
  });

  it('is unknown for an undocumented grant type, where nobody can say whether roles restrict', () => {
    const { facts, context } = perfectVendor({
      roles: [RECORDER_ROLE, aRole({})],
      client: { grantType: 'DEVICE-CODE', grants: [{ roleId: aRole({}).id, divisionId: SALES.id }] },
    });
    expect(roleAdded.judge(facts, context).outcome).toBe('unknown');
  });
});
