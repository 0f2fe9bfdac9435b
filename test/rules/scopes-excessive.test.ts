import { scopesExcessive } from '../../lib/rules/scopes-excessive.ts';
import { perfectApp, perfectVendor, unmanagedClient } from '../support/facts.ts';
import { judge, onlyViolation } from '../support/verdicts.ts';

/** Ten scopes, as many as make shares easy to count. */
const CATALOGUE = [
  'a',
  'a:readonly',
  'b',
  'b:readonly',
  'c',
  'c:readonly',
  'd',
  'd:readonly',
  'e:readonly',
  'f:readonly',
];
const EVERY_WRITING_ONE = ['a', 'b', 'c', 'd'];

function app(scopes: string[], difference: Parameters<typeof perfectApp>[0] = {}) {
  return perfectApp({ client: { scopes }, context: { scopeCatalogue: CATALOGUE }, ...difference });
}

const CATALOGUE_TITLE = 'Nearly every scope that exists is held';

describe('scopes-excessive', () => {
  it('is compliant with a few scopes', () => {
    expect(judge(scopesExcessive, perfectApp()).outcome).toBe('compliant');
  });

  it('is violated by every scope of the catalogue', () => {
    const violation = onlyViolation(scopesExcessive, app(CATALOGUE));
    expect(violation).toMatchObject({ subject: 'scopes', severity: 'critical', title: CATALOGUE_TITLE });
  });

  it('counts by effect: a scope holds its readonly form, so five of ten entries can be nine', () => {
    const scopes = [...EVERY_WRITING_ONE, 'e:readonly'];
    expect(onlyViolation(scopesExcessive, app(scopes))).toMatchObject({ title: CATALOGUE_TITLE, evidence: { scopes } });
  });

  it('is violated by every scope that writes, whatever the share', () => {
    expect(onlyViolation(scopesExcessive, app(EVERY_WRITING_ONE)).title).toBe('Every scope that writes is held');
  });

  it('is compliant one writing scope and one per cent short of that', () => {
    const scopes = ['a', 'b', 'c', 'd:readonly', 'e:readonly'];
    expect(judge(scopesExcessive, app(scopes)).outcome).toBe('compliant');
  });

  it('takes the share from the thresholds', () => {
    const situation = app(['a', 'b:readonly'], { thresholds: { excessiveScopeShare: 0.3 } });
    expect(judge(scopesExcessive, situation).outcome).toBe('violated');
  });

  it('is silenced by a manifest that writes out every single scope', () => {
    expect(judge(scopesExcessive, app(CATALOGUE, { vendor: { scopes: CATALOGUE } })).outcome).toBe('compliant');
  });

  it('is not silenced by a first sighting', () => {
    const client = { grantType: 'CODE', scopes: CATALOGUE };
    const situation = unmanagedClient({ client, context: { scopeCatalogue: CATALOGUE } });
    expect(judge(scopesExcessive, situation).outcome).toBe('violated');
  });

  it('does not take a catalogue without writing scopes for one that is held', () => {
    const situation = app(['unlisted'], { context: { scopeCatalogue: ['a:readonly'] } });
    expect(judge(scopesExcessive, situation).outcome).toBe('compliant');
  });

  it('ignores the scopes of a client-credentials client', () => {
    const situation = perfectVendor({ client: { scopes: CATALOGUE }, context: { scopeCatalogue: CATALOGUE } });
    expect(judge(scopesExcessive, situation).outcome).toBe('compliant');
  });

  it('is unknown without a catalogue', () => {
    expect(judge(scopesExcessive, app(['a'], { context: { scopeCatalogue: [] } })).outcome).toBe('unknown');
  });
});
