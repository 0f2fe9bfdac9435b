import { redirectUriChanged } from '../../lib/rules/redirect-uri-changed.ts';
import { aClient, perfectApp, perfectVendor, storedApproval, unmanagedClient } from '../support/facts.ts';
import { judge, onlyViolation, violationsOf } from '../support/verdicts.ts';

const APPROVED = 'https://wallboard.acme.example/oauth/callback';
const registering = (...redirectUris: string[]) => perfectApp({ client: { redirectUris } });

describe('redirect-uri-changed', () => {
  it('is compliant with exactly the approved URI', () => {
    expect(judge(redirectUriChanged, perfectApp()).outcome).toBe('compliant');
  });

  it.each([
    ['https://wallboard.acme.example/oauth/Callback', ['case']],
    ['https://Wallboard.acme.example/oauth/callback', ['case']],
    ['https://wallboard.acme.example/oauth/callback/', ['trailing slash']],
    ['https://wallboard.acme.example/oauth/Callback/', ['case', 'trailing slash']],
    ['https://wallboard.acme.example:443/oauth/callback', ['port']],
    ['https://wallboard.acme.example/oauth2/callback', ['path']],
    ['https://wallboard.acme.example/oauth/callback?a=1', ['query']],
    ['http://wallboard.acme.example/oauth/callback', ['scheme']],
    ['https://wallboard.acmee.example/oauth/callback', ['host']],
  ])('names how %s differs: %j', (uri, differences) => {
    expect(onlyViolation(redirectUriChanged, registering(uri))).toMatchObject({
      subject: uri,
      severity: 'high',
      title: `Redirect URI differs from the approved one in ${differences.join(', ')}`,
      evidence: { registered: uri },
      change: { added: [], removed: [], changed: [{ name: 'redirect URI', from: APPROVED, to: uri }] },
    });
  });

  it('shows the mismatch character by character', () => {
    const uri = 'https://wallboard.acme.example/oauth/Callback/';
    expect(onlyViolation(redirectUriChanged, registering(uri)).because).toContain(
      'Approved → registered: https://wallboard.acme.example/oauth/[c→C]allback[→/].',
    );
  });

  it.each([
    ['https://wallboard.acme.example/oauth/CALlback', 'oauth/[cal→CAL]lback.'],
    ['https://wallboard.acme.example/oauth/calback', 'oauth/cal[l→]back.'],
    ['http://wallboard.acme.example/oauth/callback', 'http[s→]://'],
  ])('shows in %s what was replaced and what is gone', (uri, shown) => {
    expect(onlyViolation(redirectUriChanged, registering(uri)).because).toContain(shown);
  });

  it('proves the same thing where another URI is approved meanwhile', () => {
    const uri = `${APPROVED}/`;
    const approving = (...redirectUris: string[]) =>
      violationsOf(redirectUriChanged, perfectApp({ client: { redirectUris: [uri] }, vendor: { redirectUris } }))
        .filter(({ subject }) => subject === uri)
        .map(({ evidence }) => evidence);
    expect(approving(`${APPROVED}/x`)).toEqual(approving(APPROVED));
  });

  it('adds a URI that resembles one which is still registered', () => {
    const uri = `${APPROVED}/`;
    expect(onlyViolation(redirectUriChanged, registering(APPROVED, uri))).toMatchObject({
      subject: uri,
      change: { added: [`redirect URI ${uri}`], changed: [] },
    });
  });

  it('adds a URI that resembles none, and still shows the nearest', () => {
    const uri = 'https://evil.example/steal';
    expect(onlyViolation(redirectUriChanged, registering(APPROVED, uri))).toMatchObject({
      subject: uri,
      severity: 'high',
      title: 'Redirect URI is not an approved one',
      because: expect.stringContaining(`The nearest of them is ${APPROVED}.`),
    });
  });

  it('tells of an approved URI that is gone, as info', () => {
    expect(onlyViolation(redirectUriChanged, registering())).toMatchObject({
      subject: APPROVED,
      severity: 'info',
      change: { removed: [`redirect URI ${APPROVED}`] },
    });
  });

  it('tells of both where one URI was replaced by one that does not resemble it', () => {
    const violations = violationsOf(redirectUriChanged, registering('https://evil.example/steal'));
    expect(violations.map(({ severity }) => severity)).toEqual(['high', 'info']);
  });

  it('has no nearest URI where none is approved', () => {
    const situation = perfectApp({ vendor: { redirectUris: [] } });
    expect(onlyViolation(redirectUriChanged, situation).because).not.toContain('nearest');
  });

  it('compares with the first sighting where the manifest does not speak', () => {
    const stored = storedApproval(aClient({ grantType: 'CODE', redirectUris: ['https://a.example/cb'] }));
    const situation = unmanagedClient({
      client: { grantType: 'CODE', redirectUris: ['https://a.example/CB'] },
      stored,
    });
    expect(onlyViolation(redirectUriChanged, situation).because).toContain('first complete sighting');
  });

  it('is low where the grant type redirects nobody', () => {
    const situation = perfectVendor({ client: { redirectUris: ['https://a.example/cb'] } });
    expect(onlyViolation(redirectUriChanged, situation).severity).toBe('low');
  });

  it('is unknown where nobody approved any redirect URIs', () => {
    expect(judge(redirectUriChanged, perfectApp({ vendor: null, stored: null })).outcome).toBe('unknown');
  });
});
