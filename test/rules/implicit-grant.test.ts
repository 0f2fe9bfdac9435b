import { implicitGrant } from '../../lib/rules/implicit-grant.ts';
import { perfectApp } from '../support/facts.ts';
import { judge, onlyViolation } from '../support/verdicts.ts';

describe('implicit-grant', () => {
  it('is compliant with the code grant', () => {
    expect(judge(implicitGrant, perfectApp()).outcome).toBe('compliant');
  });

  it('is violated by the implicit grant, and says when it ends', () => {
    const violation = onlyViolation(implicitGrant, perfectApp({ client: { grantType: 'TOKEN' } }));
    expect(violation).toMatchObject({ subject: 'grant type', severity: 'medium' });
    expect(violation.because).toContain('refused since March 2026');
    expect(violation.because).toContain('ends by March 2027');
  });

  it('is violated though the manifest approves it, for it ends all the same', () => {
    const situation = perfectApp({ client: { grantType: 'TOKEN' }, vendor: { grantType: 'TOKEN' } });
    expect(judge(implicitGrant, situation).outcome).toBe('violated');
  });

  it('is unknown for an undocumented grant type', () => {
    expect(judge(implicitGrant, perfectApp({ client: { grantType: 'DEVICE-CODE' } })).outcome).toBe('unknown');
  });
});
