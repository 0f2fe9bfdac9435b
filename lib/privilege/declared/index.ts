export { type AskedScopes, askedScopes } from './asked-scopes.ts';
export type { DeclaredCall, DeclaredForm, DeclaredReading, ReadingProblem } from './declared-call.ts';
export { declaredGrant, NEW_CLIENT_TOKEN_SECONDS, type NewClient } from './declared-grant.ts';
export { type LeastGrant, leastGrant } from './least-grant.ts';
export { type DeclaredOperation, type MatchedCalls, matchDeclared, type UnmappedDeclared } from './match-declared.ts';
export { type DeclaredFile, type ParseYaml, readDeclared } from './read-declared.ts';
