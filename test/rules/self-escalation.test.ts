import { selfEscalation } from '../../lib/rules/self-escalation.ts';
import { perfectApp, perfectVendor, RECORDER_ROLE, SALES, unmanagedClient } from '../support/facts.ts';
import { judge, onlyViolation } from '../support/verdicts.ts';

const withPermissions = (...permissions: string[]) => ({ roles: [{ ...RECORDER_ROLE, permissions }] });

describe('self-escalation', () => {
  it('is compliant with permissions that widen nothing', () => {
    expect(judge(selfEscalation, perfectVendor()).outcome).toBe('compliant');
  });

  it.each(['authorization:grant:add', 'oauth:client:edit', 'authorization:*:*', 'oauth:client:*'])(
    'is violated by %s',
    (permission) => {
      expect(onlyViolation(selfEscalation, perfectVendor(withPermissions(permission)))).toMatchObject({
        subject: `${permission} in role ${RECORDER_ROLE.id}`,
        severity: 'critical',
        because: expect.stringContaining('Self-escalation'),
      });
    },
  );

  it.each(['authorization:grant:view', 'oauth:client:view'])('is compliant with %s, which only reads', (permission) => {
    expect(judge(selfEscalation, perfectVendor(withPermissions(permission))).outcome).toBe('compliant');
  });

  it('is silenced by a ceiling that lists that very permission', () => {
    const vendor = { permissions: ['oauth:client:edit'] };
    const situation = perfectVendor({ vendor, ...withPermissions('oauth:client:edit') });
    expect(judge(selfEscalation, situation).outcome).toBe('compliant');
  });

  it('is not silenced by a ceiling that merely implies it', () => {
    const vendor = { permissions: ['oauth:client:*'] };
    const situation = perfectVendor({ vendor, ...withPermissions('oauth:client:edit') });
    expect(judge(selfEscalation, situation).outcome).toBe('violated');
  });

  it('is not silenced by a first sighting', () => {
    expect(judge(selfEscalation, unmanagedClient(withPermissions('oauth:client:edit'))).outcome).toBe('violated');
  });

  it('keeps the subject when the role is renamed', () => {
    const role = { ...RECORDER_ROLE, name: 'Renamed', permissions: ['oauth:client:edit'] };
    expect(onlyViolation(selfEscalation, perfectVendor({ roles: [role] })).subject).toBe(
      `oauth:client:edit in role ${RECORDER_ROLE.id}`,
    );
  });

  it('ignores the roles of a code-grant client', () => {
    const grants = [{ roleId: RECORDER_ROLE.id, divisionId: SALES.id }];
    const situation = perfectApp({ ...withPermissions('oauth:client:edit'), client: { grants } });
    expect(judge(selfEscalation, situation).outcome).toBe('compliant');
  });

  it('is unknown for an undocumented grant type', () => {
    const situation = perfectVendor({ ...withPermissions('oauth:client:edit'), client: { grantType: 'DEVICE-CODE' } });
    expect(judge(selfEscalation, situation).outcome).toBe('unknown');
  });
});
