import { isPublicAddress } from './public-address.ts';

/** What can be wrong with a redirect URI on its own, in the words that people read. */
export type RedirectProblem =
  | 'not a valid URI'
  | 'not https'
  | 'custom scheme'
  | 'user info'
  | 'public IP address'
  | 'wildcard'
  | 'fragment';

/**
 * All that is wrong with a registered redirect URI, empty if nothing is. Genesys demands https, for loopback too. A
 * custom scheme (`acme://callback`) is wrong as well: any app on the device can claim it and receive the code. A
 * private or loopback address with https is not: nobody outside the network or the machine receives the code.
 */
export function redirectProblems(uri: string): RedirectProblem[] {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase();
  const isWeb = scheme === 'http' || scheme === 'https';
  const isValid = scheme !== undefined && !NEVER_IN_A_URI.test(uri) && (isWeb ? isWebUrl(uri) : URL.canParse(uri));
  const found: readonly (readonly [RedirectProblem, boolean])[] = [
    ['not a valid URI', !isValid],
    ['not https', scheme === 'http'],
    ['custom scheme', isValid && !isWeb],
    ['user info', authorityOf(uri).includes('@')],
    ['public IP address', isValid && isWeb && isPublicAddress(new URL(uri).hostname)],
    ['wildcard', uri.includes('*')],
    ['fragment', uri.includes('#')],
  ];
  return found.filter(([, isSo]) => isSo).map(([problem]) => problem);
}

/** White space, control characters and backslashes: every parser makes something else of them. */
const NEVER_IN_A_URI = /[\s\\\p{Cc}]/u;

/** `URL` alone would take `https:host` and `https:///host` for `https://host`. */
function isWebUrl(uri: string): boolean {
  return authorityOf(uri) !== '' && URL.canParse(uri);
}

function authorityOf(uri: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(uri)?.[1] ?? '';
}
