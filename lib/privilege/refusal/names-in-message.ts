import { sortedSet } from '../../domain/snapshot.ts';
import type { NamesInAnswer } from './failed-answer.ts';

/** `domain:entity:action`; what has no two colons is a scope or prose. */
const PERMISSION = /(?<![\w:-])[A-Za-z][\w-]{0,60}:[\w*-]{1,60}:[\w*-]{1,60}(?![\w:])/g;
const SCOPE = /^[a-z][a-z0-9-]*(?::[a-z]+)?$/;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const SCOPES_FOLLOW = /\bscopes?\b[:\s]*\[?([^\]."']{1,500})/i;
const DIVISIONS_FOLLOW = /\bdivisions?(?:\(s\))?\W/i;
const POLICIES_FOLLOW = /\bpolicy ids?(?:\(s\))?\W/i;

/**
 * What Genesys' words name. Their shape is that of the message templates of the API definition: a list of permissions,
 * then perhaps one of divisions; a scope; ids of policies.
 */
export function namesIn(words: string): NamesInAnswer {
  const permissions = words.match(PERMISSION) ?? [];
  const after = (mark: RegExp) => {
    const found = mark.exec(words);
    return found ? (words.slice(found.index).match(UUID) ?? []).map((id) => id.toLowerCase()) : [];
  };
  const policies = /policy/i.test(words) ? after(POLICIES_FOLLOW) : [];
  return {
    permissions: sortedSet(permissions),
    scopes: permissions.length > 0 ? [] : sortedSet(scopesIn(words)),
    divisions: policies.length > 0 ? [] : sortedSet(after(DIVISIONS_FOLLOW)),
    policies: sortedSet(policies),
  };
}

function scopesIn(words: string): string[] {
  const [, list = ''] = SCOPES_FOLLOW.exec(words) ?? [];
  return list
    .split(/[\s,]+/)
    .filter((word) => SCOPE.test(word))
    .filter((word) => !FILLERS.has(word));
}

const FILLERS: ReadonlySet<string> = new Set(['to', 'use', 'or', 'and', 'any', 'of', 'the', 'a', 'following', 'not']);
