import { tokenLifetimeRaised } from '../../lib/rules/token-lifetime-raised.ts';
import { aClient, perfectVendor, RECORDER_ROLE, storedApproval, unmanagedClient } from '../support/facts.ts';
import { judge, onlyViolation } from '../support/verdicts.ts';

const HOUR = 3600;
const TWO_DAYS = 48 * HOUR;
const lasting = (tokenSeconds: number) => aClient({ tokenSeconds });

describe('token-lifetime-raised', () => {
  it('is compliant at exactly the approved maximum', () => {
    expect(judge(tokenLifetimeRaised, perfectVendor({ client: { tokenSeconds: HOUR } })).outcome).toBe('compliant');
  });

  it('is compliant below it', () => {
    expect(judge(tokenLifetimeRaised, perfectVendor({ client: { tokenSeconds: 300 } })).outcome).toBe('compliant');
  });

  it('is violated one second above it', () => {
    expect(onlyViolation(tokenLifetimeRaised, perfectVendor({ client: { tokenSeconds: HOUR + 1 } }))).toMatchObject({
      subject: 'token lifetime',
      severity: 'medium',
      title: 'Tokens are valid for 3601 s, the limit is 1 h',
      evidence: { tokenSeconds: HOUR + 1 },
      change: { changed: [{ name: 'tokenSeconds', from: '3600', to: '3601' }] },
    });
  });

  it('lets the manifest allow more than the default maximum', () => {
    const situation = perfectVendor({ vendor: { maxTokenSeconds: TWO_DAYS }, client: { tokenSeconds: TWO_DAYS } });
    expect(judge(tokenLifetimeRaised, situation).outcome).toBe('compliant');
  });

  it('lets an accepted client keep more than the default maximum', () => {
    const stored = storedApproval(lasting(TWO_DAYS), [RECORDER_ROLE], 'accepted');
    expect(judge(tokenLifetimeRaised, unmanagedClient({ client: { tokenSeconds: TWO_DAYS }, stored })).outcome).toBe(
      'compliant',
    );
  });

  it.each(['baseline', 'first-sighting'] as const)('does not let a mere %s pass the default maximum', (by) => {
    const stored = storedApproval(lasting(TWO_DAYS), [RECORDER_ROLE], by);
    const situation = unmanagedClient({ client: { tokenSeconds: TWO_DAYS }, stored });
    expect(onlyViolation(tokenLifetimeRaised, situation).title).toContain('the limit is 24 h');
  });

  it('is violated above the first sighting, though below the default maximum', () => {
    const situation = unmanagedClient({ client: { tokenSeconds: 2 * HOUR } });
    expect(onlyViolation(tokenLifetimeRaised, situation).because).toContain('first complete sighting');
  });

  it('is unknown where nobody approved a validity', () => {
    expect(judge(tokenLifetimeRaised, perfectVendor({ vendor: null, stored: null })).outcome).toBe('unknown');
  });

  it('is violated above the default maximum even then', () => {
    const situation = perfectVendor({ vendor: null, stored: null, client: { tokenSeconds: TWO_DAYS } });
    expect(judge(tokenLifetimeRaised, situation).outcome).toBe('violated');
  });
});
