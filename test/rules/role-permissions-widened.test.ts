import { UNKNOWN_DIVISION } from '../../lib/domain/client.ts';
import type { Role } from '../../lib/domain/org.ts';
import { rolePermissionsWidened } from '../../lib/rules/role-permissions-widened.ts';
import { aClient, aRole, perfectApp, perfectVendor, RECORDER_ROLE, SALES, storedApproval } from '../support/facts.ts';
import { judge, onlyViolation, subjectsOf } from '../support/verdicts.ts';

const gaining = (...permissions: string[]): Role => ({
  ...RECORDER_ROLE,
  permissions: [...RECORDER_ROLE.permissions, ...permissions],
});

describe('role-permissions-widened', () => {
  it('is compliant while the role is as approved', () => {
    expect(judge(rolePermissionsWidened, perfectVendor()).outcome).toBe('compliant');
  });

  it("is violated by a role edited behind the client's back, at the risk of what it gained", () => {
    const roles = [gaining('recording:recording:delete', 'authorization:grant:add')];
    expect(onlyViolation(rolePermissionsWidened, perfectVendor({ roles }))).toMatchObject({
      subject: `role ${RECORDER_ROLE.id}`,
      severity: 'critical',
      evidence: { permissions: ['authorization:grant:add', 'recording:recording:delete'] },
      change: {
        added: [
          'permission authorization:grant:add (role Acme Recorder)',
          'permission recording:recording:delete (role Acme Recorder)',
        ],
      },
    });
  });

  it('sees a plain permission that became a wildcard', () => {
    const roles = [{ ...RECORDER_ROLE, permissions: ['analytics:conversationDetail:view', 'recording:recording:*'] }];
    expect(onlyViolation(rolePermissionsWidened, perfectVendor({ roles })).evidence).toMatchObject({
      permissions: ['recording:recording:*'],
    });
  });

  it('sees no gain in a permission that a wildcard of the role already gave', () => {
    const approved = { ...RECORDER_ROLE, permissions: ['recording:*:view'] };
    const situation = perfectVendor({
      roles: [{ ...approved, permissions: ['recording:*:view', 'recording:recording:view'] }],
      stored: storedApproval(aClient({}), [approved]),
    });
    expect(judge(rolePermissionsWidened, situation).outcome).toBe('compliant');
  });

  it('sees no gain in what another approved role allows in the same division', () => {
    const other = aRole({ name: 'Other', permissions: ['routing:queue:view'] });
    const situation = perfectVendor({
      vendor: { roles: { 'Acme Recorder': ['Sales'], Other: ['Sales'] } },
      roles: [gaining('routing:queue:view'), other],
    });
    expect(judge(rolePermissionsWidened, situation).outcome).toBe('compliant');
  });

  it('sees a gain in what another approved role allows in another division only', () => {
    const other = aRole({ name: 'Other', permissions: ['routing:queue:view'] });
    const situation = perfectVendor({
      vendor: { roles: { 'Acme Recorder': ['Sales'], Other: ['Support'] } },
      roles: [gaining('routing:queue:view'), other],
    });
    expect(subjectsOf(rolePermissionsWidened, situation)).toEqual([`role ${RECORDER_ROLE.id}`]);
  });

  it('sees no gain in fewer permissions', () => {
    const roles = [{ ...RECORDER_ROLE, permissions: ['recording:recording:view'] }];
    expect(judge(rolePermissionsWidened, perfectVendor({ roles })).outcome).toBe('compliant');
  });

  it('sees a gain in a permission without a condition beside a wildcard under one', () => {
    const approved = aRole({ ...RECORDER_ROLE, permissions: ['recording:*:*'], conditional: ['recording:*:*'] });
    const edited = aRole({ ...approved, permissions: ['recording:*:*', 'recording:recording:delete'] });
    const situation = perfectVendor({
      vendor: null,
      roles: [edited],
      stored: storedApproval(perfectVendor().facts.client, [approved]),
    });
    expect(onlyViolation(rolePermissionsWidened, situation).evidence).toMatchObject({
      permissions: ['recording:recording:delete'],
    });
  });

  it('sees a gain in a permission that lost its condition', () => {
    const approved = { ...RECORDER_ROLE, conditional: ['recording:recording:view'] };
    const situation = perfectVendor({ stored: storedApproval(aClient({}), [approved]) });
    expect(onlyViolation(rolePermissionsWidened, situation).evidence).toMatchObject({
      permissions: ['recording:recording:view'],
    });
  });

  it('keeps the subject when the role is renamed', () => {
    const roles = [{ ...gaining('routing:queue:view'), name: 'Renamed' }];
    expect(subjectsOf(rolePermissionsWidened, perfectVendor({ roles }))).toEqual([`role ${RECORDER_ROLE.id}`]);
  });

  describe('with a ceiling in the manifest', () => {
    const ceiling = { permissions: [...RECORDER_ROLE.permissions, 'routing:queue:*'] };

    it('is compliant if everything gained is within it', () => {
      const roles = [gaining('routing:queue:view')];
      expect(judge(rolePermissionsWidened, perfectVendor({ vendor: ceiling, roles })).outcome).toBe('compliant');
    });

    it('is violated by the role and at the ceiling if something gained is beyond it', () => {
      const roles = [gaining('routing:queue:view', 'oauth:client:edit')];
      const situation = perfectVendor({ vendor: ceiling, roles });
      expect(subjectsOf(rolePermissionsWidened, situation)).toEqual(['ceiling', `role ${RECORDER_ROLE.id}`]);
    });

    it('is violated at the ceiling by what an approved role always gave', () => {
      const vendor = { permissions: ['recording:recording:view'] };
      expect(onlyViolation(rolePermissionsWidened, perfectVendor({ vendor }))).toMatchObject({
        subject: 'ceiling',
        evidence: { permissions: ['analytics:conversationDetail:view'] },
      });
    });
  });

  it('is unknown for a role that gained something in a division that is not known', () => {
    const other = aRole({ name: 'Other', permissions: ['routing:queue:view'] });
    const situation = perfectVendor({
      vendor: { roles: { 'Acme Recorder': ['Sales'], Other: ['Support'] } },
      roles: [gaining('routing:queue:view'), other],
      client: { grants: [{ roleId: RECORDER_ROLE.id, divisionId: UNKNOWN_DIVISION }] },
    });
    expect(judge(rolePermissionsWidened, situation).outcome).toBe('unknown');
  });

  it('is unknown where nobody approved any roles', () => {
    expect(judge(rolePermissionsWidened, perfectVendor({ vendor: null, stored: null })).outcome).toBe('unknown');
  });

  it('ignores the roles of a code-grant client', () => {
    const situation = perfectApp({
      vendor: { permissions: [] },
      client: { grants: [{ roleId: RECORDER_ROLE.id, divisionId: SALES.id }] },
    });
    expect(judge(rolePermissionsWidened, situation).outcome).toBe('compliant');
  });
});
