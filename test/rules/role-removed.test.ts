import { ALL_DIVISIONS, UNKNOWN_DIVISION } from '../../lib/domain/client.ts';
import { roleRemoved } from '../../lib/rules/role-removed.ts';
import { aRole, perfectApp, perfectVendor, RECORDER_ROLE, SALES, unmanagedClient } from '../support/facts.ts';
import { judge, onlyViolation } from '../support/verdicts.ts';

const SUBJECT = `role ${RECORDER_ROLE.id} in ${SALES.id}`;

describe('role-removed', () => {
  it('is compliant with exactly the approved roles', () => {
    expect(judge(roleRemoved, perfectVendor()).outcome).toBe('compliant');
  });

  it('tells of an approved role that the client no longer holds', () => {
    expect(onlyViolation(roleRemoved, perfectVendor({ client: { grants: [] } }))).toMatchObject({
      subject: SUBJECT,
      severity: 'info',
      evidence: { permissions: RECORDER_ROLE.permissions },
      change: { removed: ['role Acme Recorder in division Sales'] },
    });
  });

  it('tells of an approved role that was deleted while the client holds it', () => {
    const violation = onlyViolation(roleRemoved, perfectVendor({ roles: [] }));
    expect(violation).toMatchObject({ subject: SUBJECT, title: 'Approved role Acme Recorder was deleted' });
    expect(violation.because).toContain('a deleted role gives nothing');
  });

  it('misses nothing where a twin stands in', () => {
    const twin = aRole({ permissions: RECORDER_ROLE.permissions });
    const situation = perfectVendor({
      roles: [RECORDER_ROLE, twin],
      client: { grants: [{ roleId: twin.id, divisionId: SALES.id }] },
    });
    expect(judge(roleRemoved, situation).outcome).toBe('compliant');
  });

  it('misses nothing where the role is held in all divisions instead', () => {
    const situation = perfectVendor({ client: { grants: [{ roleId: RECORDER_ROLE.id, divisionId: ALL_DIVISIONS }] } });
    expect(judge(roleRemoved, situation).outcome).toBe('compliant');
  });

  it('leaves a role that is held and lost permissions to its editors', () => {
    const situation = perfectVendor({ roles: [{ ...RECORDER_ROLE, permissions: [] }] });
    expect(judge(roleRemoved, situation).outcome).toBe('compliant');
  });

  it('keeps the subject when role and division are renamed', () => {
    const situation = unmanagedClient({
      roles: [{ ...RECORDER_ROLE, name: 'Renamed' }],
      divisions: [{ ...SALES, name: 'Selling' }],
      client: { grants: [] },
    });
    expect(onlyViolation(roleRemoved, situation).subject).toBe(SUBJECT);
  });

  it('is unknown while the role is held in a division that is not known', () => {
    const grants = [{ roleId: RECORDER_ROLE.id, divisionId: UNKNOWN_DIVISION }];
    expect(judge(roleRemoved, perfectVendor({ client: { grants } })).outcome).toBe('unknown');
  });

  it('is unknown while the manifest names a role that the org does not have', () => {
    const vendor = { roles: { 'Acme Recorder': ['Sales'], 'Acme Exporter': ['Sales'] } };
    const verdict = judge(roleRemoved, perfectVendor({ vendor }));
    expect(verdict).toEqual({ outcome: 'unknown', because: expect.stringContaining('role Acme Exporter') });
  });

  it('is unknown where nobody approved any roles', () => {
    expect(judge(roleRemoved, perfectVendor({ vendor: null, stored: null })).outcome).toBe('unknown');
  });

  it('ignores the roles of a code-grant client', () => {
    expect(judge(roleRemoved, perfectApp({ vendor: { roles: { 'Acme Recorder': ['Sales'] } } })).outcome).toBe(
      'compliant',
    );
  });
});
