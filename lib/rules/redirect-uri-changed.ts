import type { Approved } from '../domain/approval.ts';
import type { AccessChange } from '../domain/finding.ts';
import { isNearMiss, nearestMismatch, type UriMismatch } from '../domain/uri-mismatch.ts';
import { clientScreen, orApprove } from './fix-steps.ts';
import { redirectNote, usesRedirects } from './redirect-use.ts';
import type { ClientFacts, ClientRule, Verdict, Violation } from './rule.ts';
import { unknownBecause, violatedBy } from './rule.ts';
import { added, approver, listed, notApprovedYet, removed, replaced } from './words.ts';

/** A registered redirect URI is not exactly an approved one, or an approved one is not registered. */
export const redirectUriChanged: ClientRule = {
  id: 'redirect-uri-changed',
  scope: 'client',
  isDrift: true,
  defaultSeverity: 'high; info where an approved URI is merely gone; low where the grant type redirects nobody',
  needs: ['clients'],
  doc: {
    what:
      'A registered redirect URI is not, character by character, an approved one. The finding shows the nearest approved ' +
      'URI and each character that differs: case, path, trailing slash and port count.',
    why:
      'A new address can hand codes to somebody else; one that is merely mistyped makes every sign-in fail, for OAuth ' +
      'compares redirect URIs as plain text.',
    when:
      'For every client. An approved URI that is not registered, and that no registered one resembles, is shown as ' +
      'info. Grant types that redirect nobody give a finding of low severity.',
    fix: 'Register the approved URI, or approve the one that is registered.',
    silence:
      "List the exact URI in the vendor's `redirectUris` in guardian.yaml, or accept the client's present state.",
  },
  judge,
};

function judge(facts: ClientFacts): Verdict {
  const approved = facts.approval.redirectUris;
  if (!approved) return unknownBecause(notApprovedYet('redirect URIs are'));
  const isApproved = new Set(approved.value);
  const unapproved = facts.client.redirectUris.filter((uri) => !isApproved.has(uri));
  const isRegistered = new Set(facts.client.redirectUris);
  const gone = [...isApproved].filter((uri) => !isRegistered.has(uri) && !resemblesAny(unapproved, uri)).sort();
  return violatedBy([
    ...unapproved.map((uri) => unapprovedUri(uri, approved, facts)),
    ...gone.map((uri) => goneUri(uri, approved, facts)),
  ]);
}

function resemblesAny(candidates: readonly string[], uri: string): boolean {
  const nearest = nearestMismatch(candidates, uri);
  return nearest !== undefined && isNearMiss(nearest);
}

function unapprovedUri(uri: string, approved: Approved<readonly string[]>, facts: ClientFacts): Violation {
  const { client } = facts;
  const nearest = nearestMismatch(approved.value, uri);
  const meant = nearest && isNearMiss(nearest) ? nearest : undefined;
  return {
    subject: uri,
    severity: usesRedirects(client.grantType) ? 'high' : 'low',
    title: meant
      ? `Redirect URI differs from the approved one in ${listed(meant.differences)}`
      : 'Redirect URI is not an approved one',
    because:
      `${uri} is not among the URIs approved by ${approver(approved.basis)}. ` +
      (meant
        ? `It resembles ${meant.expected}, but OAuth compares redirect URIs character by character: sign-ins fail, or ` +
          `end elsewhere. Approved → registered: ${markedDifferences(meant)}.`
        : `${nearest ? `The nearest of them is ${nearest.expected}. ` : ''}Whoever receives the redirect receives the code, and so the user's access.`) +
      redirectNote(client.grantType),
    evidence: { registered: uri },
    change: changeOf(uri, meant, client.redirectUris),
    fix: [
      meant
        ? `${clientScreen(client, 'Authorized redirect URIs')}: correct ${uri} to ${meant.expected} and save.`
        : `${clientScreen(client, 'Authorized redirect URIs')}: remove ${uri} and save, after asking who added it.`,
      orApprove(facts, 'redirectUris'),
    ],
  };
}

/** On one line, for messages have no columns: `/[c→C]allback[→/]`. */
function markedDifferences({ lines }: UriMismatch): string {
  const [approved, registered] = [[...lines.expected], [...lines.actual]];
  const marks = lines.marker.padEnd(approved.length);
  return [...marks.matchAll(/\^+| +/g)]
    .map(({ 0: run, index }) => {
      const part = (text: readonly string[]) => text.slice(index, index + run.length).join('');
      // A gap in one of the two is a space.
      const marked = (text: readonly string[]) => part(text).replaceAll(' ', '');
      return run.startsWith('^') ? `[${marked(approved)}→${marked(registered)}]` : part(approved);
    })
    .join('');
}

/** It replaced the approved URI if that one is registered no more. */
function changeOf(uri: string, meant: UriMismatch | undefined, registered: readonly string[]): AccessChange {
  return meant && !registered.includes(meant.expected)
    ? replaced('redirect URI', meant.expected, uri)
    : added([`redirect URI ${uri}`]);
}

function goneUri(uri: string, { basis }: Approved<readonly string[]>, facts: ClientFacts): Violation {
  return {
    subject: uri,
    severity: 'info',
    title: 'An approved redirect URI is not registered',
    because: `It is approved by ${approver(basis)}; sign-ins that ask for it are refused.${redirectNote(facts.client.grantType)}`,
    evidence: { approved: uri },
    change: removed([`redirect URI ${uri}`]),
    fix: [
      `${clientScreen(facts.client, 'Authorized redirect URIs')}: add ${uri} again if the vendor needs it.`,
      orApprove(facts, 'redirectUris'),
    ],
  };
}
