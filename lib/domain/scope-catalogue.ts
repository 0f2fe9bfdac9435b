import { type CombinedRisk, combineRisks, type Risk } from './risk.ts';
import { isReadonlyScope, minimalScopes, type Scope, writingForm } from './scope.ts';
import { SCOPE_RISKS } from './scope-risks.ts';
import { isAtLeast, type Severity } from './severity.ts';

/** A scope with its risk. */
export interface ScopeRisk extends Risk {
  readonly scope: Scope;
}

/** Every scope of Genesys Cloud's API definition of July 2026 with its risk. */
export const SCOPE_CATALOGUE: ReadonlyMap<Scope, ScopeRisk> = new Map(
  Object.entries(SCOPE_RISKS).map(([scope, [severity, reason]]) => [scope, { scope, severity, reason }]),
);

/** How many scopes the catalogue knows. */
export const SCOPE_COUNT = SCOPE_CATALOGUE.size;

/**
 * The scopes of the catalogue that are not `:readonly`, sorted. A few of them open nothing that writes (`billing`,
 * `usage`, `data-extensions`); they belong here because Genesys names them so.
 */
export const WRITING_SCOPES: readonly Scope[] = [...SCOPE_CATALOGUE.keys()]
  .filter((scope) => !isReadonlyScope(scope))
  .sort();

/** How many of them do not end in `:readonly`. */
export const WRITING_SCOPE_COUNT = WRITING_SCOPES.length;

/**
 * The risk of one scope. A scope that the catalogue does not know is `medium`, its `:readonly` form too: most of the
 * readonly scopes that we know open personal data. Where the writing form is known and less risky, so
 * is the readonly form.
 */
export function scopeRisk(scope: Scope): ScopeRisk {
  return SCOPE_CATALOGUE.get(scope) ?? { scope, severity: unknownSeverity(scope), reason: UNKNOWN_REASON };
}

/** The risk of holding all these scopes, and the scopes that cause it, sorted; what another one implies is left out. */
export function riskOfScopes(scopes: Iterable<Scope>): CombinedRisk<ScopeRisk> {
  return combineRisks(minimalScopes(scopes).map(scopeRisk));
}

const UNKNOWN_REASON = "Unknown to the guardian's catalogue of July 2026, so nobody has judged what it opens.";

function unknownSeverity(scope: Scope): Severity {
  const writing = SCOPE_CATALOGUE.get(writingForm(scope))?.severity;
  return writing && isAtLeast('medium', writing) ? writing : 'medium';
}
