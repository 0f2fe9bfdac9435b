import fc from 'fast-check';
import { explainRedirect, visible } from '../../../lib/jobs/queries/explain-redirect.ts';
import { aClient } from '../../support/facts.ts';

const REGISTERED = 'https://app.acme.example/callback';
const app = aClient({ grantType: 'CODE', redirectUris: [REGISTERED], grants: [] });
const explain = (uri: string, client = app, others = [client]) => explainRedirect(uri, client, others);

describe('explainRedirect', () => {
  it('finds nothing wrong with a URI that is registered to the letter', () => {
    expect(explain(REGISTERED)).toMatchObject({ matches: true, nearest: null, causes: [], steps: [] });
  });

  it.each([
    ['a slash at the end', `${REGISTERED}/`, /slash at the end: the app sends it/],
    ['upper case', 'https://app.acme.example/Callback', /upper and lower case/],
    ['http', 'http://app.acme.example/callback', /sends http, and https is registered/],
    ['a port', 'https://app.acme.example:443/callback', /port 443/],
    ['a query string', `${REGISTERED}?tenant=1`, /query strings differ/],
    ['a fragment', `${REGISTERED}#top`, /fragment/],
    ['another host', 'https://app-test.acme.example/callback', /hosts differ/],
    ['an encoded character', 'https://app.acme.example/%63allback', /percent-encoded/],
    ['a character that nobody sees', 'https://app.acme.example/call\u200bback', /nobody sees/],
    ['a letter that looks alike', 'https://\u0430pp.acme.example/callback', /U\+0430/],
  ])('names %s', (_what, uri, cause) => {
    const { matches, causes, nearest } = explain(uri);
    expect(matches).toBe(false);
    expect(causes.join('\n')).toMatch(cause);
    expect(nearest?.lines.marker).toContain('^');
  });

  it('writes out what nobody sees, so that it can be pointed at', () => {
    const { nearest } = explain(`${REGISTERED} `);
    expect(nearest?.lines.actual).toContain('callback⟨U+0020⟩');
  });

  it('takes the nearest of several', () => {
    const client = aClient({ ...app, redirectUris: ['https://other.example/', REGISTERED] });
    expect(explain(`${REGISTERED}/`, client).nearest?.expected).toBe(REGISTERED);
  });

  it('takes the URI out of a whole sign-in address', () => {
    const address = `https://login.mypurecloud.de/oauth/authorize?client_id=1&redirect_uri=${encodeURIComponent(`${REGISTERED}/`)}&state=x`;
    expect(explain(address)).toMatchObject({ given: `${REGISTERED}/`, matches: false });
  });

  it('compares an encoded URI decoded', () => {
    expect(explain(encodeURIComponent(REGISTERED))).toMatchObject({ given: REGISTERED, matches: true });
  });

  it('says for whom it is registered instead', () => {
    const other = aClient({
      ...app,
      id: 'c0000000-0000-4000-8000-00000000000a',
      name: 'Acme Test',
      redirectUris: [`${REGISTERED}/`],
    });
    const { registeredFor, causes } = explain(`${REGISTERED}/`, app, [app, other]);
    expect(registeredFor).toEqual([{ id: other.id, name: 'Acme Test' }]);
    expect(causes.join(' ')).toMatch(/wrong client id/);
  });

  it('advises nobody to register what is unsafe', () => {
    const { problems, steps } = explain('http://app.acme.example/callback');
    expect(problems).toEqual(['not https']);
    expect(steps[0]).toMatch(/^Do not register/);
  });

  it('says that a client-credentials client redirects nobody', () => {
    const { causes, steps } = explain(REGISTERED, aClient({ redirectUris: [] }));
    expect(causes.join(' ')).toMatch(/redirects nobody[\s\S]*No redirect URI is registered/);
    expect(steps.join(' ')).toMatch(/right client id[\s\S]*grant type CODE/);
    expect(steps.join(' ')).not.toMatch(/to the letter/);
  });

  it('matches exactly what is registered, whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl(), fc.string({ unit: 'binary', maxLength: 60 })),
        fc.webUrl(),
        (asked, registered) => {
          const client = aClient({ ...app, redirectUris: [registered] });
          const { matches, given, nearest } = explain(asked, client);
          expect(matches).toBe(given === registered);
          expect(nearest === null).toBe(matches);
        },
      ),
    );
  });
});

describe('visible', () => {
  it('leaves what people see as it is', () => {
    expect(visible('https://app.acme.example/ä?x=1#y')).toBe('https://app.acme.example/ä?x=1#y');
  });

  it.each([
    ['\u200b', '⟨U+200B⟩'],
    ['\u00a0', '⟨U+00A0⟩'],
    ['\u202e', '⟨U+202E⟩'],
    ['\t', '⟨U+0009⟩'],
    ['\u{e0041}', '⟨U+E0041⟩'],
  ])('writes %j out', (character, written) => {
    expect(visible(`a${character}b`)).toBe(`a${written}b`);
  });
});
