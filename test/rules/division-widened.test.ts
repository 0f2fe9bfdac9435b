import { ALL_DIVISIONS, UNKNOWN_DIVISION } from '../../lib/domain/client.ts';
import { allDivisionsGrant } from '../../lib/rules/all-divisions-grant.ts';
import { divisionWidened } from '../../lib/rules/division-widened.ts';
import { aRole, perfectApp, perfectVendor, RECORDER_ROLE, SALES, SUPPORT, unmanagedClient } from '../support/facts.ts';
import { judge, onlyViolation, violationsOf } from '../support/verdicts.ts';

const heldIn = (...divisionIds: string[]) => ({
  grants: divisionIds.map((divisionId) => ({ roleId: RECORDER_ROLE.id, divisionId })),
});

describe('division-widened', () => {
  it('is compliant in exactly the approved division', () => {
    expect(judge(divisionWidened, perfectVendor()).outcome).toBe('compliant');
  });

  it('is violated by an approved role in a further division', () => {
    expect(onlyViolation(divisionWidened, perfectVendor({ client: heldIn(SALES.id, SUPPORT.id) }))).toMatchObject({
      subject: `role ${RECORDER_ROLE.id} in ${SUPPORT.id}`,
      severity: 'high',
      title: 'Role Acme Recorder now reaches division Support',
      evidence: { permissions: RECORDER_ROLE.permissions },
      change: { added: ['role Acme Recorder in division Support'] },
    });
  });

  it('is critical in all divisions, and then also all-divisions-grant', () => {
    const situation = perfectVendor({ client: heldIn(ALL_DIVISIONS) });
    expect(onlyViolation(divisionWidened, situation)).toMatchObject({
      subject: `role ${RECORDER_ROLE.id} in *`,
      severity: 'critical',
    });
    expect(violationsOf(allDivisionsGrant, situation)).toHaveLength(1);
  });

  it('sees the twin of an approved role in a further division', () => {
    const twin = aRole({ name: 'Twin', permissions: RECORDER_ROLE.permissions });
    const situation = perfectVendor({
      roles: [RECORDER_ROLE, twin],
      client: { grants: [{ roleId: twin.id, divisionId: SUPPORT.id }] },
    });
    expect(onlyViolation(divisionWidened, situation).subject).toBe(`role ${twin.id} in ${SUPPORT.id}`);
  });

  it('is compliant where another approved role allows the same there', () => {
    const broad = aRole({ name: 'Broad', permissions: ['analytics:*:view', 'recording:*:view'] });
    const situation = perfectVendor({
      vendor: { roles: { 'Acme Recorder': ['Sales'], Broad: ['Support'] } },
      roles: [RECORDER_ROLE, broad],
      client: heldIn(SALES.id, SUPPORT.id),
    });
    expect(judge(divisionWidened, situation).outcome).toBe('compliant');
  });

  it('is compliant in any division where all divisions are approved', () => {
    const situation = perfectVendor({ vendor: { roles: { 'Acme Recorder': ['*'] } }, client: heldIn(SUPPORT.id) });
    expect(judge(divisionWidened, situation).outcome).toBe('compliant');
  });

  it('leaves what an approved role gained to role-permissions-widened', () => {
    const permissions = [...RECORDER_ROLE.permissions, 'routing:queue:view'];
    expect(judge(divisionWidened, perfectVendor({ roles: [{ ...RECORDER_ROLE, permissions }] })).outcome).toBe(
      'compliant',
    );
  });

  it('counts only what the role still gives', () => {
    const permissions = ['recording:recording:view'];
    const situation = perfectVendor({ roles: [{ ...RECORDER_ROLE, permissions }], client: heldIn(SUPPORT.id) });
    expect(onlyViolation(divisionWidened, situation).evidence).toMatchObject({ permissions });
  });

  it('keeps the subject when role and division are renamed', () => {
    const situation = unmanagedClient({
      roles: [{ ...RECORDER_ROLE, name: 'Renamed' }],
      divisions: [{ ...SUPPORT, name: 'Helping' }],
      client: heldIn(SUPPORT.id),
    });
    expect(onlyViolation(divisionWidened, situation).subject).toBe(`role ${RECORDER_ROLE.id} in ${SUPPORT.id}`);
  });

  it('is unknown for a role whose division is not known', () => {
    const verdict = judge(divisionWidened, perfectVendor({ client: heldIn(UNKNOWN_DIVISION) }));
    expect(verdict).toEqual({ outcome: 'unknown', because: expect.stringContaining('Acme Recorder') });
  });

  it('says what else is unknown beside a violation', () => {
    const verdict = judge(divisionWidened, perfectVendor({ client: heldIn(SUPPORT.id, UNKNOWN_DIVISION) }));
    expect(verdict).toMatchObject({ outcome: 'violated', alsoUnknown: expect.stringContaining('Acme Recorder') });
  });

  it('is unknown where nobody approved any divisions', () => {
    expect(judge(divisionWidened, perfectVendor({ vendor: null, stored: null })).outcome).toBe('unknown');
  });

  it('ignores the divisions of a code-grant client', () => {
    expect(judge(divisionWidened, perfectApp({ client: heldIn(ALL_DIVISIONS) })).outcome).toBe('compliant');
  });
});
