/** A call as usage shows it. */
export interface Operation {
  readonly method: string;
  /** Template URI with a leading slash: `/api/v2/users/{userId}`. */
  readonly template: string;
}

const ANY = '*';

/**
 * True if one of the patterns covers the operation. A pattern is `METHOD /path`, where `*` stands for any method, or at
 * the end of the path for the rest of it. The names of path parameters do not count, for Genesys renames them:
 * `GET /api/v2/users/{id}` covers `GET /api/v2/users/{userId}`.
 */
export function isApprovedEndpoint(operation: Operation, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => covers(pattern, operation));
}

function covers(pattern: string, operation: Operation): boolean {
  const [method = '', path = ''] = pattern.split(' ');
  if (method !== ANY && method.toUpperCase() !== operation.method.toUpperCase()) return false;
  const wanted = withoutNames(path);
  const present = withoutNames(operation.template);
  return wanted.endsWith(ANY) ? present.startsWith(wanted.slice(0, -ANY.length)) : present === wanted;
}

function withoutNames(path: string): string {
  return path.replace(/\{[^}]*\}/g, '{}');
}
