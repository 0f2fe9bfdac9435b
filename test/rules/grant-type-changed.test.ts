import { grantTypeChanged } from '../../lib/rules/grant-type-changed.ts';
import { perfectApp, perfectVendor, unmanagedClient } from '../support/facts.ts';
import { judge, onlyViolation } from '../support/verdicts.ts';

describe('grant-type-changed', () => {
  it('is compliant with the approved grant type', () => {
    expect(judge(grantTypeChanged, perfectVendor()).outcome).toBe('compliant');
  });

  it('is violated by another grant type, and says what restricts the client now', () => {
    const violation = onlyViolation(grantTypeChanged, perfectApp({ client: { grantType: 'CLIENT-CREDENTIALS' } }));
    expect(violation).toMatchObject({
      subject: 'grant type',
      severity: 'high',
      evidence: { present: 'CLIENT-CREDENTIALS' },
      change: { changed: [{ name: 'grantType', from: 'CODE', to: 'CLIENT-CREDENTIALS' }] },
    });
    expect(violation.because).toContain('nobody signs in');
  });

  it('compares with the first sighting where the manifest does not speak', () => {
    const situation = unmanagedClient({ client: { grantType: 'CODE' } });
    expect(onlyViolation(grantTypeChanged, situation).because).toContain('first complete sighting');
  });

  it('keeps the subject whatever the grant type becomes', () => {
    const subjects = ['TOKEN', 'PASSWORD'].map(
      (grantType) => onlyViolation(grantTypeChanged, perfectApp({ client: { grantType } })).subject,
    );
    expect(new Set(subjects).size).toBe(1);
  });

  it('compares an undocumented grant type like any other', () => {
    expect(judge(grantTypeChanged, perfectApp({ client: { grantType: 'DEVICE-CODE' } })).outcome).toBe('violated');
  });

  it('is unknown where nobody approved a grant type', () => {
    expect(judge(grantTypeChanged, perfectVendor({ vendor: null, stored: null })).outcome).toBe('unknown');
  });
});
