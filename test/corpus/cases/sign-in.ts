import { type Case, finding, unknown } from '../case.ts';
import { CRM, CRM_URI, EXPORT, PORTAL, PORTAL_URI, RECORDER } from '../org.ts';

/** How a client signs in: its grant type, its redirect URIs and its tokens. */
export const SIGN_IN_CASES: readonly Case[] = [
  {
    name: 'an app becomes a client of client credentials',
    happens: ({ world }) => world.setClient(PORTAL, { authorizedGrantType: 'CLIENT-CREDENTIALS' }),
    finds: [finding('grant-type-changed', PORTAL, 'grant type', 'high')],
    nearMissOf: ['scope-removed'],
  },
  {
    name: 'a vendor moves to SAML, as the manifest says',
    manifest: ({ vendors }) => {
      vendors.northwind.grantType = 'SAML2-BEARER';
    },
    before: ({ world }) => world.setClient(CRM, { authorizedGrantType: 'SAML2-BEARER' }),
    nearMissOf: ['grant-type-changed'],
  },
  {
    name: 'a client changes to a grant type that nobody knows',
    happens: ({ world }) => world.setClient(PORTAL, { authorizedGrantType: 'DEVICE' }),
    finds: [finding('grant-type-changed', PORTAL, 'grant type', 'high')],
    unknown: [unknown('implicit-grant', PORTAL), unknown('password-grant', PORTAL)],
  },
  {
    name: 'a client has always used the implicit grant',
    before: ({ world }) =>
      world.createClient({
        name: 'Old Desktop',
        grantType: 'TOKEN',
        scopes: ['users:readonly'],
        redirectUris: ['https://desktop.corpus.example/'],
        tokenSeconds: 3_600,
      }),
    finds: [finding('implicit-grant', 'Old Desktop', 'grant type', 'medium')],
    nearMissOf: ['grant-type-changed', 'password-grant'],
  },
  {
    name: 'a client moves from the implicit grant to the code grant, and the manifest with it',
    manifest: ({ vendors }) => {
      vendors.northwind.grantType = 'TOKEN';
    },
    before: ({ world }) => world.setClient(CRM, { authorizedGrantType: 'TOKEN' }),
    happens: ({ world, edit }) => {
      world.setClient(CRM, { authorizedGrantType: 'CODE' });
      edit(({ vendors }) => {
        vendors.northwind.grantType = 'CODE';
      });
    },
    finds: [finding('implicit-grant', CRM, 'grant type', 'medium')],
    resolves: [finding('implicit-grant', CRM, 'grant type', 'medium')],
    nearMissOf: ['grant-type-changed'],
  },
  {
    name: 'a client uses the code grant, with a name that speaks of tokens',
    before: ({ world }) =>
      world.createClient({ name: 'TOKEN', grantType: 'CODE', scopes: ['users:readonly'], tokenSeconds: 3_600 }),
    nearMissOf: ['implicit-grant', 'password-grant'],
  },
  {
    name: 'a client has always used the password grant',
    before: ({ world }) =>
      world.createClient({ name: 'Kiosk', grantType: 'PASSWORD', scopes: ['users:readonly'], tokenSeconds: 3_600 }),
    finds: [finding('password-grant', 'Kiosk', 'grant type', 'high')],
    nearMissOf: ['implicit-grant'],
  },
  {
    name: 'an app comes to use the password grant',
    happens: ({ world }) => world.setClient(PORTAL, { authorizedGrantType: 'PASSWORD' }),
    finds: [
      finding('password-grant', PORTAL, 'grant type', 'high'),
      finding('grant-type-changed', PORTAL, 'grant type', 'high'),
    ],
  },
  {
    name: 'a redirect URI is added',
    happens: ({ world }) =>
      world.setClient(PORTAL, { registeredRedirectUri: [PORTAL_URI, 'https://collector.example/in'] }),
    finds: [finding('redirect-uri-changed', PORTAL, 'https://collector.example/in', 'high')],
    nearMissOf: ['redirect-uri-insecure'],
  },
  {
    name: 'a redirect URI loses its last slash',
    manifest: ({ vendors }) => {
      vendors.northwind.redirectUris = [`${CRM_URI}/`];
    },
    finds: [finding('redirect-uri-changed', CRM, CRM_URI, 'high')],
  },
  {
    name: 'a redirect URI differs in the case of its path',
    happens: ({ world }) =>
      world.setClient(CRM, { registeredRedirectUri: ['https://connect.northwind.example/OAuth/callback'] }),
    finds: [finding('redirect-uri-changed', CRM, 'https://connect.northwind.example/OAuth/callback', 'high')],
  },
  {
    name: 'an approved redirect URI is no longer registered',
    manifest: ({ vendors }) => {
      vendors.northwind.redirectUris = [CRM_URI, 'https://fallback.northwind-cloud.example/return'];
    },
    finds: [finding('redirect-uri-changed', CRM, 'https://fallback.northwind-cloud.example/return', 'info')],
  },
  {
    name: 'redirect URIs come in another order',
    before: ({ world }) =>
      world.setClient(PORTAL, { registeredRedirectUri: [PORTAL_URI, 'https://beta.corpus.example/signed-in'] }),
    happens: ({ world }) =>
      world.setClient(PORTAL, { registeredRedirectUri: ['https://beta.corpus.example/signed-in', PORTAL_URI] }),
    nearMissOf: ['redirect-uri-changed'],
  },
  {
    name: 'a redirect URI is registered that the manifest lists, among several',
    manifest: ({ vendors }) => {
      vendors.northwind.redirectUris = [CRM_URI, 'https://beta.northwind.example/oauth/callback'];
    },
    before: ({ world }) =>
      world.setClient(CRM, { registeredRedirectUri: ['https://beta.northwind.example/oauth/callback', CRM_URI] }),
    nearMissOf: ['redirect-uri-changed'],
  },
  {
    name: 'a redirect URI is registered for a client that redirects nobody',
    happens: ({ world }) => world.setClient(RECORDER, { registeredRedirectUri: ['https://acme.example/unused'] }),
    finds: [finding('redirect-uri-changed', RECORDER, 'https://acme.example/unused', 'low')],
  },
  {
    name: 'a redirect URI has always been without TLS',
    before: ({ world }) => world.setClient(PORTAL, { registeredRedirectUri: ['http://portal.corpus.example/in'] }),
    finds: [finding('redirect-uri-insecure', PORTAL, 'http://portal.corpus.example/in', 'high')],
    nearMissOf: ['redirect-uri-changed'],
  },
  {
    name: 'a redirect URI has a wildcard, on a client that redirects nobody',
    before: ({ world }) => world.setClient(EXPORT, { registeredRedirectUri: ['https://*.corpus.example/in'] }),
    finds: [finding('redirect-uri-insecure', EXPORT, 'https://*.corpus.example/in', 'low')],
  },
  {
    name: 'a redirect URI comes to be a custom scheme',
    happens: ({ world }) => world.setClient(PORTAL, { registeredRedirectUri: [PORTAL_URI, 'corpus-portal://in'] }),
    finds: [
      finding('redirect-uri-insecure', PORTAL, 'corpus-portal://in', 'high'),
      finding('redirect-uri-changed', PORTAL, 'corpus-portal://in', 'high'),
    ],
  },
  {
    name: 'a redirect URI is a private address with TLS',
    before: ({ world }) => world.setClient(PORTAL, { registeredRedirectUri: ['https://10.0.0.7/in'] }),
    nearMissOf: ['redirect-uri-insecure'],
  },
  {
    name: 'a redirect URI is on loopback, with TLS and a port',
    before: ({ world }) => world.setClient(PORTAL, { registeredRedirectUri: ['https://localhost:8443/in'] }),
    nearMissOf: ['redirect-uri-insecure'],
  },
  {
    name: "a managed client's tokens come to live longer than the manifest allows",
    happens: ({ world }) => world.setClient(CRM, { accessTokenValiditySeconds: 3_601 }),
    finds: [finding('token-lifetime-raised', CRM, 'token lifetime', 'medium')],
  },
  {
    name: "an unmanaged client's tokens come to live longer than at the first look",
    happens: ({ world }) => world.setClient(EXPORT, { accessTokenValiditySeconds: 7_200 }),
    finds: [finding('token-lifetime-raised', EXPORT, 'token lifetime', 'medium')],
  },
  {
    name: 'tokens of a client have always lived for two days',
    before: ({ world }) => world.setClient(EXPORT, { accessTokenValiditySeconds: 172_800 }),
    finds: [finding('token-lifetime-raised', EXPORT, 'token lifetime', 'medium')],
  },
  {
    name: 'tokens live shorter than approved',
    happens: ({ world }) => world.setClient(CRM, { accessTokenValiditySeconds: 300 }),
    nearMissOf: ['token-lifetime-raised'],
  },
  {
    name: 'tokens live for exactly a day, as Genesys has it where nothing is said',
    before: ({ world }) => world.createClient({ name: 'By Default', grantType: 'CODE', scopes: ['users:readonly'] }),
    happens: ({ world }) => world.setClient('By Default', { accessTokenValiditySeconds: 86_400 }),
    nearMissOf: ['token-lifetime-raised'],
  },
];
