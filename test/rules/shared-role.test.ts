import { evidenceChange } from '../../lib/domain/evidence.ts';
import { sharedRole } from '../../lib/rules/shared-role.ts';
import { aClient, aRole, perfectApp, perfectVendor, RECORDER_ROLE, unmanagedClient } from '../support/facts.ts';
import { judge, onlyViolation } from '../support/verdicts.ts';

const OTHER = aClient({ id: 'c0000000-0000-4000-8000-000000000009', name: 'Other Bot' });
const ANOTHER = aClient({ id: 'c0000000-0000-4000-8000-000000000008', name: 'Another Bot' });
const vendorNamed = (name: string) => ({ name, clients: ['*'] });

describe('shared-role', () => {
  it('is compliant where nobody else holds the role', () => {
    expect(judge(sharedRole, perfectVendor()).outcome).toBe('compliant');
  });

  it('is violated where a client of another vendor holds it', () => {
    const others = [{ client: OTHER, vendor: vendorNamed('Umbrella') }];
    expect(onlyViolation(sharedRole, perfectVendor({ others }))).toMatchObject({
      subject: `role ${RECORDER_ROLE.id}`,
      severity: 'medium',
      evidence: { roleId: RECORDER_ROLE.id, clients: [OTHER.id] },
    });
  });

  it('is violated where an unmanaged client holds it', () => {
    expect(judge(sharedRole, perfectVendor({ others: [{ client: OTHER }] })).outcome).toBe('violated');
  });

  it('lists the others by id, in whatever order they were read', () => {
    const others = [{ client: OTHER }, { client: ANOTHER }];
    expect(onlyViolation(sharedRole, perfectVendor({ others })).evidence).toMatchObject({
      clients: [ANOTHER.id, OTHER.id],
    });
  });

  it('is violated where people hold it, however many', () => {
    const verdicts = [1, 200].map((userCount) =>
      judge(sharedRole, perfectVendor({ roles: [{ ...RECORDER_ROLE, userCount }] })),
    );
    expect(verdicts[0]).toMatchObject({
      outcome: 'violated',
      violations: [{ evidence: { clients: [], hasPeople: true } }],
    });
    expect(verdicts[1]).toEqual(verdicts[0]);
  });

  it('says no more than before once people no longer hold it, so that a waiver of it holds', () => {
    const others = [{ client: OTHER }];
    const [before, after] = [3, 0].map(
      (userCount) =>
        onlyViolation(sharedRole, perfectVendor({ others, roles: [{ ...RECORDER_ROLE, userCount }] })).evidence,
    );
    expect(evidenceChange(before ?? {}, after ?? {})).toBe('shrank');
  });

  it('is compliant where another client of the same vendor holds it', () => {
    const others = [{ client: OTHER, vendor: vendorNamed('Acme') }];
    expect(judge(sharedRole, perfectVendor({ others })).outcome).toBe('compliant');
  });

  it("takes an integration's vendor where the manifest names none", () => {
    const others = [{ client: OTHER, integrationVendor: 'ACME' }];
    expect(judge(sharedRole, unmanagedClient({ integrationVendor: 'Acme', others })).outcome).toBe('compliant');
    expect(judge(sharedRole, unmanagedClient({ integrationVendor: 'Umbrella', others })).outcome).toBe('violated');
  });

  it('has nothing to say of a client that has no vendor', () => {
    expect(judge(sharedRole, unmanagedClient({ others: [{ client: OTHER }] })).outcome).toBe('compliant');
  });

  it('does not count a code-grant client, for which the role has no effect', () => {
    const others = [{ client: { ...OTHER, grantType: 'CODE' } }];
    expect(judge(sharedRole, perfectVendor({ others })).outcome).toBe('compliant');
  });

  it('ignores the roles of a code-grant client', () => {
    const situation = perfectApp({ client: { grants: aClient({}).grants }, others: [{ client: OTHER }] });
    expect(judge(sharedRole, situation).outcome).toBe('compliant');
  });

  it('keeps the subject when the role is renamed', () => {
    const situation = perfectVendor({ roles: [{ ...RECORDER_ROLE, name: 'Renamed' }], others: [{ client: OTHER }] });
    expect(onlyViolation(sharedRole, situation).subject).toBe(`role ${RECORDER_ROLE.id}`);
  });

  describe('where Genesys does not say how many people hold the role', () => {
    const { userCount: _, ...uncounted } = aRole(RECORDER_ROLE);

    it('is unknown', () => {
      expect(judge(sharedRole, perfectVendor({ roles: [uncounted] })).outcome).toBe('unknown');
    });

    it('is violated by another holder, and says what else is unknown', () => {
      const verdict = judge(sharedRole, perfectVendor({ roles: [uncounted], others: [{ client: OTHER }] }));
      expect(verdict).toMatchObject({ outcome: 'violated', alsoUnknown: expect.stringContaining('Acme Recorder') });
    });
  });
});
