import { type OAuthClient, restrictedBy } from '../../domain/client.ts';
import { type ExplainedCallNeed, operationOf, type RefusalCase } from './explanation.ts';

/** What somebody should know before anything else: of the client, of the text that was given, of the call. */
export function noticesOf({ answer, client, catalogue }: RefusalCase, call: ExplainedCallNeed | null): string[] {
  const standing = client && standingOf(client)?.words;
  const operation = operationOf(call);
  const isForUsers = call !== null && client !== undefined && restrictedBy(client.grantType) === 'permissions';
  return [
    ...(standing ? [standing] : []),
    ...(answer?.holdsCredentials
      ? ['The text holds a token or a secret. Nothing of it is shown or kept here; delete it, and do not send it on.']
      : []),
    ...(isForUsers && operation?.template.split('/').includes('me')
      ? [
          'The call is about "me", the user of the token: a client-credentials token has no user, so it usually cannot make it.',
        ]
      : []),
    ...(operation?.deprecated ? ['Genesys wants to retire this operation.'] : []),
    ...(operation?.unreadable
      ? [
          `What the operation needs is in part unreadable in the API definition (catalogue of ${catalogue.origin.date}).`,
        ]
      : []),
  ];
}

/** Why a client cannot work at all, or may not. */
export interface Standing {
  readonly words: string;
  /** False for a state that Genesys does not document: what it means for calls is not known. */
  readonly isCertain: boolean;
}

/** Why the client cannot work, whatever it holds; undefined for an active one. */
export function standingOf({ state, deletesAt }: Pick<OAuthClient, 'state' | 'deletesAt'>): Standing | undefined {
  switch (state) {
    case 'active':
      return undefined;
    case 'disabled':
      return certain(
        'The client is disabled by Genesys: every call fails, whatever its roles or scopes. Ask the support of Genesys.',
      );
    case 'inactive':
      return certain(
        `The client is inactive${deletesAt ? ` and will be deleted at ${deletesAt}` : ''}: every call fails, whatever its roles or scopes. Set it active again, or use another one.`,
      );
    case 'deleted':
      return certain('The client is deleted: every call fails, whatever its roles or scopes were.');
    default:
      return {
        words: `The client is in the state ${state}, which Genesys does not document: it may fail whatever its roles or scopes.`,
        isCertain: false,
      };
  }
}

function certain(words: string): Standing {
  return { words, isCertain: true };
}
