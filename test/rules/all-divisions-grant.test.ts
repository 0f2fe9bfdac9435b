import { ALL_DIVISIONS, UNKNOWN_DIVISION } from '../../lib/domain/client.ts';
import { allDivisionsGrant } from '../../lib/rules/all-divisions-grant.ts';
import {
  aClient,
  HOME,
  perfectApp,
  perfectVendor,
  RECORDER_ROLE,
  storedApproval,
  unmanagedClient,
} from '../support/facts.ts';
import { judge, onlyViolation } from '../support/verdicts.ts';

const heldIn = (divisionId: string) => ({ grants: [{ roleId: RECORDER_ROLE.id, divisionId }] });

describe('all-divisions-grant', () => {
  it('is compliant in a division of its own', () => {
    expect(judge(allDivisionsGrant, perfectVendor()).outcome).toBe('compliant');
  });

  it('is violated by a grant in all divisions', () => {
    expect(onlyViolation(allDivisionsGrant, perfectVendor({ client: heldIn(ALL_DIVISIONS) }))).toMatchObject({
      subject: `role ${RECORDER_ROLE.id} in *`,
      severity: 'critical',
      change: { added: ['role Acme Recorder in division * (all divisions)'] },
    });
  });

  it('is compliant where the manifest writes out `*`', () => {
    const situation = perfectVendor({ vendor: { roles: { 'Acme Recorder': ['*'] } }, client: heldIn(ALL_DIVISIONS) });
    expect(judge(allDivisionsGrant, situation).outcome).toBe('compliant');
  });

  it('leaves a grant in home to home-division-grant', () => {
    expect(judge(allDivisionsGrant, perfectVendor({ client: heldIn(HOME.id) })).outcome).toBe('compliant');
  });

  it('is violated by an unmanaged client, from its first sighting on', () => {
    const client = heldIn(ALL_DIVISIONS);
    const asFirstSeen = unmanagedClient({ client, stored: storedApproval(aClient(client)) });
    expect(onlyViolation(allDivisionsGrant, asFirstSeen).change).toBeUndefined();
  });

  it('keeps the subject when the role is renamed', () => {
    const roles = [{ ...RECORDER_ROLE, name: 'Renamed' }];
    const situation = perfectVendor({ client: heldIn(ALL_DIVISIONS), roles });
    expect(onlyViolation(allDivisionsGrant, situation).subject).toBe(`role ${RECORDER_ROLE.id} in *`);
  });

  it('ignores a deleted role, which gives nothing', () => {
    expect(judge(allDivisionsGrant, perfectVendor({ client: heldIn(ALL_DIVISIONS), roles: [] })).outcome).toBe(
      'compliant',
    );
  });

  it('ignores the roles of a code-grant client', () => {
    expect(judge(allDivisionsGrant, perfectApp({ client: heldIn(ALL_DIVISIONS) })).outcome).toBe('compliant');
  });

  it('is unknown for a role whose division is not known', () => {
    expect(judge(allDivisionsGrant, perfectVendor({ client: heldIn(UNKNOWN_DIVISION) })).outcome).toBe('unknown');
  });

  it('is unknown for an undocumented grant type', () => {
    const client = { ...heldIn(ALL_DIVISIONS), grantType: 'DEVICE-CODE' };
    expect(judge(allDivisionsGrant, perfectVendor({ client })).outcome).toBe('unknown');
  });
});
