import type { CallWindow, GrantUse } from '../../lib/domain/grant-use.ts';
import { scopeUnused } from '../../lib/rules/scope-unused.ts';
import { type Difference, perfectApp, perfectVendor } from '../support/facts.ts';
import { withUse } from '../support/grant-use.ts';
import { judged, withSource } from '../support/judged.ts';

const UNUSED = { unusedScopes: ['routing'] };

function judgedOn(use: Partial<GrantUse>, window: Partial<CallWindow> = {}, difference: Difference = {}) {
  const situation = perfectApp(difference);
  return judged(scopeUnused, withUse(situation, use, window), situation.facts.client.id);
}

describe('scope-unused', () => {
  it('reports a scope that no call needs, with the days that prove it', () => {
    const { violations } = judgedOn(UNUSED);
    expect(violations).toMatchObject([
      {
        subject: 'scopes',
        severity: 'low',
        title: 'No call of Acme Wallboard needs scope routing',
        evidence: { scopes: ['routing'] },
      },
    ]);
    expect(violations[0]?.because).toContain('from 2026-10-21 to 2026-11-19');
  });

  it('reports all scopes of a client at once', () => {
    const { violations } = judgedOn({ unusedScopes: ['routing', 'users:readonly'] });
    expect(violations.map(({ title }) => title)).toEqual(['No call of Acme Wallboard needs 2 of its 3 scopes']);
  });

  it('says what it means where scopes are not enforced', () => {
    const { violations } = judgedOn(UNUSED, {}, { org: { enforceScopes: false } });
    expect(violations[0]?.because).toContain('Scopes are not enforced in this org');
  });

  it('is content with a client that needs all that it holds', () => {
    expect(judgedOn({}).outcome).toBe('compliant');
  });

  it('leaves a client alone that the guardian has not known for long', () => {
    expect(judgedOn({ unusedYoungScopes: ['routing'], isNew: true }, { gap: 'A day was not read.' }).outcome).toBe(
      'compliant',
    );
  });

  it('leaves a client without any call to client-unused', () => {
    expect(judgedOn({ ...UNUSED, hasCalled: false }).outcome).toBe('compliant');
  });

  it('does not judge the scopes of a client-credentials client', () => {
    const situation = perfectVendor();
    const context = withUse(situation, UNUSED);
    expect(judged(scopeUnused, context, situation.facts.client.id).outcome).toBe('compliant');
  });

  it('is unknown where scopes may restrict nothing', () => {
    expect(judgedOn(UNUSED, {}, { client: { grantType: 'DEVICE' } }).outcome).toBe('unknown');
  });

  it('is unknown while the age of what is unused is not known', () => {
    expect(judgedOn({ unusedYoungScopes: ['routing'] }).because).toContain('may be held for less than the window');
  });

  it('says what is surely unused beside what may be young', () => {
    expect(judgedOn({ ...UNUSED, unusedYoungScopes: ['users:readonly'] }).violations).toMatchObject([
      { evidence: { scopes: ['routing'] } },
    ]);
  });

  it('is unknown while a day of the window is', () => {
    expect(judgedOn(UNUSED, { gap: 'A day was not read.' })).toMatchObject({
      outcome: 'unknown',
      because: 'A day was not read.',
    });
  });

  it('is unknown while nobody can tell what a call needs, and names the call', () => {
    const opaque = [{ operation: 'GET /api/v2/gone', why: 'not in the catalogue', isRefused: false }];
    const { outcome, because } = judgedOn({ ...UNUSED, opaque });
    expect({ outcome, because }).toMatchObject({
      outcome: 'unknown',
      because: expect.stringContaining('/api/v2/gone'),
    });
  });

  it('is unknown before calls by operation were read', () => {
    const { facts, context } = perfectApp();
    const { usage } = withUse({ facts, context });
    const { calls: _, ...without } = usage ?? { days: [], endpoints: [] };
    expect(judged(scopeUnused, { ...context, usage: without }, facts.client.id).because).toContain('not been read yet');
  });

  it('is unknown while usage was not read whole', () => {
    const situation = perfectApp();
    const context = withSource(withUse(situation, UNUSED), 'usage', 'skipped');
    expect(judged(scopeUnused, context, situation.facts.client.id).outcome).toBe('unknown');
  });
});
