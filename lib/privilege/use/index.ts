export { type AgeInput, type GrantAge, grantAge } from './grant-age.ts';
export { type GrantUseInput, grantJudge } from './grant-use.ts';
export { type ScopeUseInput, scopeUse } from './scope-use.ts';
