import { passwordGrant } from '../../lib/rules/password-grant.ts';
import { perfectApp } from '../support/facts.ts';
import { judge, onlyViolation } from '../support/verdicts.ts';

describe('password-grant', () => {
  it('is compliant with the code grant', () => {
    expect(judge(passwordGrant, perfectApp()).outcome).toBe('compliant');
  });

  it('is violated by the password grant', () => {
    expect(onlyViolation(passwordGrant, perfectApp({ client: { grantType: 'PASSWORD' } }))).toMatchObject({
      subject: 'grant type',
      severity: 'high',
      because: expect.stringContaining('passwords'),
    });
  });

  it('is violated though the manifest approves it, for that makes it no safer', () => {
    const situation = perfectApp({ client: { grantType: 'PASSWORD' }, vendor: { grantType: 'PASSWORD' } });
    expect(judge(passwordGrant, situation).outcome).toBe('violated');
  });

  it('is unknown for an undocumented grant type', () => {
    expect(judge(passwordGrant, perfectApp({ client: { grantType: 'DEVICE-CODE' } })).outcome).toBe('unknown');
  });
});
