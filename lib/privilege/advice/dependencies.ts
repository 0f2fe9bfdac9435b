import { operationName } from '../../domain/operation-name.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Dependency, MappedCall } from './advice.ts';
import { CURATED_EDGES } from './curated-edges.ts';
import { minimalSet } from './minimal.ts';
import { isServed, lackOf, type Naming } from './names.ts';
import { provenNeeds } from './proven.ts';

/**
 * Curated operations that usually follow a call of the client and that it was not seen to make. They prove nothing: they
 * are part of no set, and say only what to try if the app fails later.
 */
export function dependenciesOf(
  calls: readonly MappedCall[],
  {
    naming,
    catalogue,
    minimal,
  }: { readonly naming: Naming; readonly catalogue: Catalogue; readonly minimal: readonly string[] },
): Dependency[] {
  const made = new Map(calls.map((call) => [operationName(call.operation), call] as const));
  const holds = naming.holding(minimal);
  return CURATED_EDGES.flatMap(({ after, operation, why, source }): Dependency[] => {
    const call = after.flatMap((name) => made.get(name) ?? [])[0];
    if (!call || made.has(operation)) return [];
    const [method = '', template = ''] = operation.split(' ');
    const match = catalogue.find(method, template);
    if (match.kind === 'unmapped') return [];
    const need = naming.needOf(match.operation);
    const lack = provenNeeds([need], naming, minimal).map((one) => lackOf(one, holds));
    const needs = isServed(need, holds) ? [] : minimalSet(lack, { naming, catalogue, held: [] }).names;
    return [
      { of: { method: call.method, template: call.template, requests: call.requests }, operation, needs, why, source },
    ];
  });
}
