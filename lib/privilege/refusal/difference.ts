import type { Meaning } from './error-codes.ts';
import { type ExplainedCallNeed, type NamesDifference, operationOf, type RefusalCase } from './explanation.ts';

/**
 * Names of the error and of the catalogue side by side; null where the error names none. Only a list of which any suffices
 * has to be the whole list: of permissions that are all needed an error may name just those that are missing.
 */
export function differenceOf(
  { answer }: RefusalCase,
  call: ExplainedCallNeed | null,
  meaning: Meaning | undefined,
): NamesDifference | null {
  const operation = operationOf(call);
  if (!answer || !operation || !meaning) return null;
  const isScopes = meaning.matter === 'scopes';
  const error = isScopes ? answer.names.scopes : answer.names.permissions;
  const catalogue = isScopes ? (call?.scopes ?? []) : operation.permissions;
  if (error.length === 0) return null;
  const onlyInError = error.filter((name) => !catalogue.includes(name));
  const isWhole = onlyInError.length > 0 || (!isScopes && meaning.quantifier === 'ANY');
  return { onlyInError, onlyInCatalogue: isWhole ? catalogue.filter((name) => !error.includes(name)) : [] };
}
