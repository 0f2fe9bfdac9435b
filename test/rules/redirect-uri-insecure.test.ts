import { redirectUriInsecure } from '../../lib/rules/redirect-uri-insecure.ts';
import { perfectApp, perfectVendor } from '../support/facts.ts';
import { judge, onlyViolation, subjectsOf } from '../support/verdicts.ts';

const registering = (...redirectUris: string[]) => perfectApp({ client: { redirectUris } });

describe('redirect-uri-insecure', () => {
  it('is compliant with an exact https address', () => {
    expect(judge(redirectUriInsecure, perfectApp()).outcome).toBe('compliant');
  });

  it.each([
    ['http://app.acme.example/cb', ['not https']],
    ['http://localhost:8080/cb', ['not https']],
    ['http://127.0.0.1/cb', ['not https']],
    ['acme://callback', ['custom scheme']],
    ['com.acme.app:/callback', ['custom scheme']],
    ['https://*.acme.example/cb', ['wildcard']],
    ['https://app.acme.example/*', ['wildcard']],
    ['https://app.acme.example/cb#top', ['fragment']],
    ['https://login.acme.example@evil.example/cb', ['user info']],
    ['https://@evil.example/cb', ['user info']],
    ['https://203.0.113.7/cb', ['public IP address']],
    ['https://8.8.8.8:8443/cb', ['public IP address']],
    ['https://134744072/cb', ['public IP address']],
    ['https://0x8.0x8.0x8.0x8/cb', ['public IP address']],
    ['https://[2001:4860:4860::8888]/cb', ['public IP address']],
    ['https://[::ffff:8.8.8.8]/cb', ['public IP address']],
    ['not a uri', ['not a valid URI']],
    ['/callback', ['not a valid URI']],
    ['https:app.acme.example/cb', ['not a valid URI']],
    ['https:///app.acme.example/cb', ['not a valid URI']],
    ['https://app.acme.example\\@evil.example/cb', ['not a valid URI', 'user info']],
    ['https://app.acme.example/cb ', ['not a valid URI']],
    ['', ['not a valid URI']],
    ['http://user:secret@203.0.113.7/*#x', ['not https', 'user info', 'public IP address', 'wildcard', 'fragment']],
  ])('is violated by %s: %j', (uri, problems) => {
    expect(onlyViolation(redirectUriInsecure, registering(uri))).toMatchObject({
      subject: uri,
      severity: 'high',
      evidence: { uri, problems },
    });
  });

  it.each([
    'https://localhost:8443/cb',
    'https://127.0.0.1/cb',
    'https://10.1.2.3/cb',
    'https://172.31.0.1/cb',
    'https://192.168.0.1/cb',
    'https://[::1]/cb',
    'https://[fd00::1]/cb',
    'https://[::ffff:10.0.0.1]/cb',
    'https://app.acme.example:8443/cb?tenant=a@b',
    'HTTPS://app.acme.example/cb',
    'https://8.8.8.8.acme.example/cb',
  ])('is compliant with %s', (uri) => {
    expect(judge(redirectUriInsecure, registering(uri)).outcome).toBe('compliant');
  });

  it('finds each insecure URI of a client', () => {
    const situation = registering('http://b.example/', 'https://a.example/', 'http://c.example/');
    expect(subjectsOf(redirectUriInsecure, situation)).toEqual(['http://b.example/', 'http://c.example/']);
  });

  it('is violated though the manifest approves it, for that makes it no safer', () => {
    const redirectUris = ['http://localhost/cb'];
    const situation = perfectApp({ client: { redirectUris }, vendor: { redirectUris } });
    expect(judge(redirectUriInsecure, situation).outcome).toBe('violated');
  });

  it('is low where the grant type redirects nobody', () => {
    const violation = onlyViolation(
      redirectUriInsecure,
      perfectVendor({ client: { redirectUris: ['http://a.example/'] } }),
    );
    expect(violation.severity).toBe('low');
    expect(violation.because).toContain('CLIENT-CREDENTIALS');
  });

  it('counts for an undocumented grant type, which may redirect', () => {
    const client = { grantType: 'DEVICE-CODE', redirectUris: ['http://a.example/'] };
    expect(onlyViolation(redirectUriInsecure, perfectApp({ client })).severity).toBe('high');
  });
});
