import type { OAuthClient } from '../../domain/client.ts';
import { nearestMismatch, type UriDifference, type UriMismatch, uriMismatch } from '../../domain/uri-mismatch.ts';
import { clientScreen } from '../../rules/fix-steps.ts';
import { type RedirectProblem, redirectProblems } from '../../rules/redirect-problems.ts';
import { usesRedirects } from '../../rules/redirect-use.ts';

/** Why a redirect URI does or does not fit a client. */
export interface RedirectExplanation {
  /** The URI as it is compared: taken out of a sign-in address, or decoded, where it was given so. */
  readonly given: string;
  readonly matches: boolean;
  readonly registered: readonly string[];
  /** The registered one that needs the fewest changes, with what is invisible made visible; null where none is registered. */
  readonly nearest: UriMismatch | null;
  /** In words, what is different, and where that usually comes from. */
  readonly causes: readonly string[];
  /** What is wrong with the given URI on its own: it must not be registered then. */
  readonly problems: readonly RedirectProblem[];
  /** Other clients of the org for which exactly this URI is registered. */
  readonly registeredFor: readonly { readonly id: string; readonly name: string }[];
  readonly steps: readonly string[];
}

/** Compares as OAuth does: to the letter. Pure. */
export function explainRedirect(
  typed: string,
  client: OAuthClient,
  others: readonly OAuthClient[],
): RedirectExplanation {
  const { given, how } = takenOut(typed);
  const registered = client.redirectUris;
  const matches = registered.includes(given);
  const raw = matches ? undefined : nearestMismatch(registered, given);
  const problems = redirectProblems(given);
  const registeredFor = others
    .filter(({ id, redirectUris }) => id !== client.id && redirectUris.includes(given))
    .map(({ id, name }) => ({ id, name }));
  return {
    given,
    matches,
    registered,
    nearest: raw ? (uriMismatch(visible(raw.expected), visible(raw.actual)) ?? raw) : null,
    causes: [
      ...how,
      ...(usesRedirects(client.grantType)
        ? []
        : [`The client's grant type is ${client.grantType}, which redirects nobody: its redirect URIs are not used.`]),
      ...(matches ? [] : causesOf(given, raw)),
      ...registeredFor.map(
        ({ id, name }) => `It is registered for ${name} (${id}): the app may be using the wrong client id.`,
      ),
    ],
    problems,
    registeredFor,
    steps: matches ? [] : stepsFor({ given, client, problems, nearest: raw }),
  };
}

/**
 * Characters that nobody sees, or that look like a space, written out: `⟨U+200B⟩`. A URI has none of them, so they are
 * what somebody copied without knowing.
 */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => `⟨${codePoint(character)}⟩`);
}

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Mn}]/gu;

/** A sign-in address holds the URI in a parameter; a copied one may still be encoded. */
function takenOut(typed: string): { readonly given: string; readonly how: readonly string[] } {
  const parameter = /[?&]redirect_uri=([^&#]*)/.exec(typed)?.[1];
  if (parameter !== undefined) {
    const given = decoded(parameter.replaceAll('+', ' '));
    return { given, how: ['Taken out of the sign-in address, and decoded once, as the login server does.'] };
  }
  if (!/^[a-z][a-z0-9+.-]*%3a%2f%2f/i.test(typed)) return { given: typed, how: [] };
  return {
    given: decoded(typed),
    how: ['It was given percent-encoded, and is compared decoded, as the login server does.'],
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function causesOf(given: string, nearest: UriMismatch | undefined): string[] {
  if (!nearest) return ['No redirect URI is registered.'];
  const { expected, differences } = nearest;
  const hidden = [given, expected].some((text) => text.search(INVISIBLE) >= 0);
  return [
    ...differences.map((difference) => DIFFERENCES[difference](expected, given)),
    ...(hidden
      ? ['There are characters that nobody sees (written ⟨U+…⟩ below): they were most likely copied along.']
      : []),
    ...(decoded(given) === expected || decoded(expected) === given
      ? [
          'One of them is percent-encoded where the other is not: the app encodes once too often, or the encoded form was registered.',
        ]
      : []),
    ...(hasForeignLetters(given) || hasForeignLetters(expected)
      ? [`There are letters beyond ASCII, which may only look alike: ${foreignLetters(given + expected)}.`]
      : []),
  ];
}

const DIFFERENCES: Readonly<Record<UriDifference, (expected: string, given: string) => string>> = {
  case: () => 'They differ in upper and lower case: every letter counts.',
  'trailing slash': (expected, given) =>
    `A slash at the end: ${given.length > expected.length ? 'the app sends it, and it is not registered' : 'it is registered, and the app does not send it'}.`,
  scheme: (_expected, given) =>
    /^http:/i.test(given)
      ? 'The app sends http, and https is registered: it is behind a proxy that ends TLS, or configured for a test.'
      : 'The schemes differ (what stands before ://).',
  'user info': () => 'One of them has user info before an @.',
  host: () => 'The hosts differ: another stage (test, production), another region, or with and without www.',
  port: (expected, given) =>
    /:443(?:[/?#]|$)/.test(given) || /:443(?:[/?#]|$)/.test(expected)
      ? 'One of them writes the port 443 out: that it is the standard one does not count.'
      : 'The ports differ.',
  path: () => 'The paths differ.',
  query: () => 'The query strings differ (what stands after ?): values of the moment belong into the parameter state.',
  fragment: () => 'One of them has a fragment (what stands after #): OAuth forbids it.',
};

function hasForeignLetters(text: string): boolean {
  return /[^\p{ASCII}]/u.test(text.replace(INVISIBLE, ''));
}

function foreignLetters(text: string): string {
  const letters = new Set(text.replace(INVISIBLE, '').match(/[^\p{ASCII}]/gu) ?? []);
  return [...letters]
    .slice(0, MOST_LETTERS)
    .map((letter) => `${letter} (${codePoint(letter)})`)
    .join(', ');
}

const MOST_LETTERS = 5;

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function stepsFor({
  given,
  client,
  problems,
  nearest,
}: {
  readonly given: string;
  readonly client: OAuthClient;
  readonly problems: readonly RedirectProblem[];
  readonly nearest: UriMismatch | undefined;
}): string[] {
  const screen = clientScreen(client, 'Authorized redirect URIs');
  const { grantType } = client;
  if (!usesRedirects(grantType)) {
    return [
      `Look whether the app uses the right client id: ${client.name} signs in without a redirect (${grantType}).`,
      'If people have to sign in, it needs a client with the grant type CODE, and the redirect URI is registered there.',
    ];
  }
  const instead = nearest ? [`Or let the app send what is registered: ${visible(nearest.expected)}`] : [];
  if (problems.length > 0) {
    const why = problems.join(', ');
    return [
      `Do not register ${visible(given)} as it is (${why}): ask the vendor for an exact https address of its own.`,
      ...instead,
    ];
  }
  return [
    `${screen}: add ${given} to the letter and save, if that address is the vendor's.`,
    ...instead,
    `Approve it, or the guardian will report it: in guardian.yaml (redirectUris), or by guardian accept --client ${client.id} after the next scan.`,
  ];
}
