import { wildcardPermission } from '../../lib/rules/wildcard-permission.ts';
import { perfectApp, perfectVendor, RECORDER_ROLE, SALES, SUPPORT, unmanagedClient } from '../support/facts.ts';
import { judge, onlyViolation, subjectsOf } from '../support/verdicts.ts';

const withPermissions = (...permissions: string[]) => ({ roles: [{ ...RECORDER_ROLE, permissions }] });
const subjectOf = (permission: string) => `${permission} in role ${RECORDER_ROLE.id}`;

describe('wildcard-permission', () => {
  it('is compliant with plain permissions', () => {
    expect(judge(wildcardPermission, perfectVendor()).outcome).toBe('compliant');
  });

  it.each(['recording:*:view', 'recording:recording:*', 'recording:*:*'])('is violated by %s', (permission) => {
    expect(onlyViolation(wildcardPermission, perfectVendor(withPermissions(permission)))).toMatchObject({
      subject: subjectOf(permission),
      severity: 'high',
      evidence: { permission },
    });
  });

  it('does not list a wildcard that another one of the role implies', () => {
    const situation = perfectVendor(withPermissions('recording:*:*', 'recording:*:view'));
    expect(subjectsOf(wildcardPermission, situation)).toEqual([subjectOf('recording:*:*')]);
  });

  it('lists a role that is held in two divisions once', () => {
    const grants = [SALES, SUPPORT].map(({ id }) => ({ roleId: RECORDER_ROLE.id, divisionId: id }));
    const situation = perfectVendor({ ...withPermissions('recording:*:view'), client: { grants } });
    expect(subjectsOf(wildcardPermission, situation)).toEqual([subjectOf('recording:*:view')]);
  });

  it('is silenced by a ceiling that lists that very wildcard', () => {
    const vendor = { permissions: ['recording:*:view'] };
    expect(judge(wildcardPermission, perfectVendor({ vendor, ...withPermissions('recording:*:view') })).outcome).toBe(
      'compliant',
    );
  });

  it('is not silenced by a ceiling that merely implies it', () => {
    const vendor = { permissions: ['recording:*:*'] };
    expect(judge(wildcardPermission, perfectVendor({ vendor, ...withPermissions('recording:*:view') })).outcome).toBe(
      'violated',
    );
  });

  it('is not silenced by a first sighting', () => {
    expect(judge(wildcardPermission, unmanagedClient(withPermissions('recording:*:view'))).outcome).toBe('violated');
  });

  it('says that a condition may narrow it', () => {
    const role = { ...RECORDER_ROLE, permissions: ['recording:*:view'], conditional: ['recording:*:view'] };
    expect(onlyViolation(wildcardPermission, perfectVendor({ roles: [role] })).because).toContain('condition');
  });

  it('keeps the subject when the role is renamed', () => {
    const role = { ...RECORDER_ROLE, name: 'Renamed', permissions: ['recording:*:view'] };
    expect(onlyViolation(wildcardPermission, perfectVendor({ roles: [role] })).subject).toBe(
      subjectOf('recording:*:view'),
    );
  });

  it('ignores the roles of a code-grant client', () => {
    const grants = [{ roleId: RECORDER_ROLE.id, divisionId: SALES.id }];
    const situation = perfectApp({ ...withPermissions('recording:*:view'), client: { grants } });
    expect(judge(wildcardPermission, situation).outcome).toBe('compliant');
  });

  it('is unknown for an undocumented grant type', () => {
    const situation = perfectVendor({ ...withPermissions('recording:*:view'), client: { grantType: 'DEVICE-CODE' } });
    expect(judge(wildcardPermission, situation).outcome).toBe('unknown');
  });
});
