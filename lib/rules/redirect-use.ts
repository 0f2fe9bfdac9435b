import type { GrantType, KnownGrantType } from '../domain/client.ts';

/** True if sign-ins of this grant type end at a redirect URI; of an undocumented grant type they may. */
export function usesRedirects(grantType: GrantType): boolean {
  switch (grantType as KnownGrantType) {
    case 'SAML2-BEARER':
    case 'PASSWORD':
    case 'CLIENT-CREDENTIALS':
      return false;
    default:
      return true;
  }
}

/** What it means that nobody is redirected now: a sentence to end `because` with, empty where people are. */
export function redirectNote(grantType: GrantType): string {
  if (usesRedirects(grantType)) return '';
  return ` Nobody is redirected there while the grant type is ${grantType}; it counts as soon as that is changed.`;
}
