import { operationName } from '../../domain/operation-name.ts';
import { actionKind } from '../../domain/permission-action.ts';
import { permissionRisk } from '../../domain/permission-risk.ts';
import { isReadonlyScope } from '../../domain/scope.ts';
import { scopeRisk } from '../../domain/scope-catalogue.ts';
import { isAtLeast, type Severity, severityRank } from '../../domain/severity.ts';
import { type Holding, isServed, type Naming } from '../advice/names.ts';
import { weightsOf } from '../advice/weights.ts';
import type { ApiOperation, Catalogue } from '../catalogue/index.ts';
import { POWER_KINDS, type Power, type PowerKind, type PowerSource } from './blast.ts';

/**
 * What the held names open, by kind of harm. Every operation that the names together allow is counted under its worst
 * kind for each name that is part of it; operations that lack another permission are no power.
 */
export function powersOf(
  held: readonly string[],
  { naming, catalogue }: { readonly naming: Naming; readonly catalogue: Catalogue },
): Power[] {
  const names = naming.withoutImplied(held);
  const holds = naming.holding(names);
  const sources = names.map((name) => ({ name, byKind: operationsByKind(name, { naming, catalogue, holds }) }));
  return POWER_KINDS.flatMap((kind): Power[] => {
    const behind = sources.flatMap(({ name, byKind }) => {
      const opened = byKind.get(kind) ?? [];
      return opened.length === 0 ? [] : [{ opened, source: sourceOf(name, opened, { naming, catalogue }) }];
    });
    if (behind.length === 0) return [];
    const operations = new Set(behind.flatMap(({ opened }) => opened)).size;
    return [{ kind, title: TITLES[kind], operations, sources: behind.map(({ source }) => source).sort(byWeight) }];
  });
}

function sourceOf(
  name: string,
  opened: readonly ApiOperation[],
  { naming, catalogue }: Pick<Opening, 'naming' | 'catalogue'>,
): PowerSource {
  return {
    name,
    weight: weightsOf(naming.kind, catalogue).weigh(name).weight,
    why: whyOf(name, opened, naming),
    operations: opened.length,
    examples: opened.slice(0, EXAMPLES).map(operationName),
  };
}

/** What a name is good for in these operations: of a wildcard, the worst that it covers there. */
function whyOf(name: string, opened: readonly ApiOperation[], naming: Naming): string {
  if (!name.includes('*')) return riskOf(name, naming).reason;
  const covered = [...new Set(opened.flatMap(({ permissions }) => permissions))].filter((wanted) =>
    naming.implies(name, wanted),
  );
  const risks = covered.sort().map((each) => ({ each, ...riskOf(each, naming) }));
  const [worst] = risks.sort((a, b) => severityRank(a.severity) - severityRank(b.severity));
  return worst ? `Covers ${worst.each}. ${worst.reason}` : riskOf(name, naming).reason;
}

const EXAMPLES = 3;

const TITLES: Readonly<Record<PowerKind, string>> = {
  escalate: 'widen its own access',
  data: 'read what is sensitive: personal data, conversations, recordings, who may do what',
  destroy: 'delete, or change in bulk',
  configure: 'change the org, its people and its work',
  read: 'read configuration',
};

interface Opening {
  readonly naming: Naming;
  readonly catalogue: Catalogue;
  readonly holds: Holding;
}

function operationsByKind(name: string, { naming, catalogue, holds }: Opening): Map<PowerKind, ApiOperation[]> {
  const opened = naming.kind === 'scopes' ? catalogue.openedByScope(name) : catalogue.servedByPermission(name);
  const kinds = new Map<PowerKind, ApiOperation[]>();
  for (const operation of opened) {
    if (!isServed(naming.needOf(operation), holds)) continue;
    const kind = kindOf(operation, name, naming);
    kinds.set(kind, [...(kinds.get(kind) ?? []), operation]);
  }
  return kinds;
}

/** The worst that the operation does with this name. */
function kindOf(operation: ApiOperation, name: string, naming: Naming): PowerKind {
  const listed = naming.kind === 'scopes' ? operation.scopes : operation.permissions;
  const gives = (wanted: string) => naming.implies(name, wanted);
  const risks = listed.filter(gives).map((each) => riskOf(each, naming));
  if (isReading(operation, listed.filter(gives), naming)) {
    return risks.some(({ severity }) => isAtLeast(severity, 'medium')) ? 'data' : 'read';
  }
  if (risks.some(({ severity }) => severity === 'critical')) return 'escalate';
  return operation.method === 'DELETE' || BULK.test(operation.template) ? 'destroy' : 'configure';
}

/** Segments of templates that stand for many things at once. */
const BULK = /\/(bulk|batch|all|bulkadd|bulkremove|bulkreplace)(\/|$)/i;

/** A query is sent by POST and reads all the same: Genesys lets it be called with a `:readonly` scope. */
function isReading(operation: ApiOperation, names: readonly string[], { kind }: Naming): boolean {
  if (operation.method === 'GET' || operation.method === 'HEAD') return true;
  if (operation.method === 'DELETE') return false;
  if (operation.scopes.some(isReadonlyScope)) return true;
  return kind === 'permissions' && names.length > 0 && names.every((name) => actionKind(name) === 'reading');
}

function riskOf(name: string, { kind }: Naming): { readonly severity: Severity; readonly reason: string } {
  return kind === 'scopes' ? scopeRisk(name) : permissionRisk(name);
}

function byWeight(a: PowerSource, b: PowerSource): number {
  return b.weight - a.weight || (a.name < b.name ? -1 : 1);
}
