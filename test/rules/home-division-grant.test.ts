import { UNKNOWN_DIVISION } from '../../lib/domain/client.ts';
import { homeDivisionGrant } from '../../lib/rules/home-division-grant.ts';
import {
  aClient,
  HOME,
  perfectApp,
  perfectVendor,
  RECORDER_ROLE,
  SALES,
  storedApproval,
  unmanagedClient,
} from '../support/facts.ts';
import { judge, onlyViolation } from '../support/verdicts.ts';

const IN_HOME = { grants: [{ roleId: RECORDER_ROLE.id, divisionId: HOME.id }] };

describe('home-division-grant', () => {
  it('is compliant in a division of its own', () => {
    expect(judge(homeDivisionGrant, perfectVendor()).outcome).toBe('compliant');
  });

  it('is violated by a grant in home', () => {
    const violation = onlyViolation(homeDivisionGrant, perfectVendor({ client: IN_HOME }));
    expect(violation).toMatchObject({
      subject: `role ${RECORDER_ROLE.id} in ${HOME.id}`,
      severity: 'high',
      change: { added: ['role Acme Recorder in division Home'] },
    });
    expect(violation.fix.join(' ')).toContain('`home`');
  });

  it("leaves the guardian's own client to guardian-overprivileged", () => {
    const situation = perfectVendor({ client: IN_HOME });
    const context = { ...situation.context, ownClientId: situation.facts.client.id };
    expect(judge(homeDivisionGrant, { ...situation, context }).outcome).toBe('compliant');
  });

  it("takes nobody for a stranger while the guardian's own client was never read", () => {
    const situation = perfectVendor({ client: IN_HOME });
    const { ownClientId: _, ...context } = situation.context;
    expect(judge(homeDivisionGrant, { ...situation, context }).outcome).toBe('unknown');
  });

  it.each(['home', 'Home', HOME.id])('is compliant where the manifest writes out %s', (written) => {
    const situation = perfectVendor({ vendor: { roles: { 'Acme Recorder': [written] } }, client: IN_HOME });
    expect(judge(homeDivisionGrant, situation).outcome).toBe('compliant');
  });

  it('is not silenced by `*`, which is not home written out', () => {
    const situation = perfectVendor({ vendor: { roles: { 'Acme Recorder': ['*'] } }, client: IN_HOME });
    expect(judge(homeDivisionGrant, situation).outcome).toBe('violated');
  });

  it('is violated by an unmanaged client, from its first sighting on', () => {
    const asFirstSeen = unmanagedClient({ client: IN_HOME, stored: storedApproval(aClient(IN_HOME)) });
    expect(onlyViolation(homeDivisionGrant, asFirstSeen).change).toBeUndefined();
  });

  it('keeps the subject when the home division is renamed', () => {
    const situation = unmanagedClient({ client: IN_HOME, divisions: [{ ...HOME, name: 'Headquarters' }, SALES] });
    expect(onlyViolation(homeDivisionGrant, situation).subject).toBe(`role ${RECORDER_ROLE.id} in ${HOME.id}`);
  });

  it('ignores a deleted role, which gives nothing', () => {
    expect(judge(homeDivisionGrant, perfectVendor({ client: IN_HOME, roles: [] })).outcome).toBe('compliant');
  });

  it('ignores the roles of a code-grant client', () => {
    expect(judge(homeDivisionGrant, perfectApp({ client: IN_HOME })).outcome).toBe('compliant');
  });

  it('is unknown for a role whose division is not known', () => {
    const grants = [{ roleId: RECORDER_ROLE.id, divisionId: UNKNOWN_DIVISION }];
    expect(judge(homeDivisionGrant, perfectVendor({ client: { grants } })).outcome).toBe('unknown');
  });

  it('is unknown where no division says that it is home', () => {
    expect(judge(homeDivisionGrant, perfectVendor({ client: IN_HOME, divisions: [SALES] })).outcome).toBe('unknown');
  });
});
