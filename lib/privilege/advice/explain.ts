import { operationName } from '../../domain/operation-name.ts';
import { permissionRisk } from '../../domain/permission-risk.ts';
import { scopeRisk } from '../../domain/scope-catalogue.ts';
import type { Severity } from '../../domain/severity.ts';
import type { Catalogue } from '../catalogue/index.ts';
import { explainWeight } from '../risk/weight.ts';
import type { CallBasis, CallCount, ClientEvidence } from './advice.ts';
import { type GroundContext, groundOf } from './ground.ts';
import { heldNames, helpsServe, type Naming, namingOf, PERMISSIONS, SCOPES } from './names.ts';
import { weightsOf } from './weights.ts';

/** All that is known of a scope or permission. */
export interface NameExplanation {
  readonly name: string;
  readonly kind: Naming['kind'];
  /** True if the catalogue or a client of the org knows it. */
  readonly isKnown: boolean;
  readonly risk: { readonly weight: number; readonly severity: Severity; readonly why: string };
  /** Operations that it opens, or helps to open: `METHOD /template`, in the order of the catalogue. */
  readonly opens: readonly string[];
  readonly holders: readonly NameHolder[];
}

export interface NameHolder {
  readonly client: { readonly id: string; readonly name: string };
  readonly vendor: string | null;
  /** The grants by which it holds the name: scopes, or permissions with their role. */
  readonly by: readonly string[];
  /** Calls that need it, most requests first. */
  readonly calls: readonly NeedingCall[];
}

export interface NeedingCall extends CallCount {
  readonly basis: CallBasis;
  /** Other names that would open the call; each entry is one alternative, with ` and ` between names that go together. */
  readonly alternatives: readonly string[];
}

/** What a name opens and how risky it is; `holders` come from `holderOf`, client by client. */
export function explainName(name: string, catalogue: Catalogue, holders: readonly NameHolder[]): NameExplanation {
  const { kind } = namingFor(name);
  const weight = weightsOf(kind, catalogue).weigh(name);
  const operations = kind === 'scopes' ? catalogue.openedByScope(name) : catalogue.servedByPermission(name);
  return {
    name,
    kind,
    isKnown: operations.length > 0 || holders.some(({ by }) => by.length > 0),
    risk: {
      weight: weight.weight,
      severity: kind === 'scopes' ? scopeRisk(name).severity : permissionRisk(name).severity,
      why: explainWeight(weight),
    },
    opens: operations.map(operationName),
    holders,
  };
}

/** What a client has to do with the name; undefined if it neither holds it nor makes a call that it would open. */
export function holderOf(name: string, evidence: ClientEvidence, context: GroundContext): NameHolder | undefined {
  const naming = namingFor(name);
  const ground = namingOf(evidence.client.grantType) === naming ? groundOf(evidence, context) : undefined;
  if (!ground) return undefined;
  const by = giversOf(name, evidence, naming);
  const { served, lacking } = ground.needed;
  const holds = naming.holding([name, ...(by.length > 0 ? ground.held : [])]);
  const gives = (wanted: string) => naming.implies(name, wanted);
  const calls = [...served, ...lacking]
    .filter(({ need }) => helpsServe(name, need, { naming, holds }))
    .map(({ call, need }): NeedingCall => {
      const others = need.alternatives.filter((alternative) => !alternative.some(gives));
      const { method, template, requests, basis } = call;
      return { method, template, requests, basis, alternatives: others.map((names) => names.join(' and ')) };
    });
  if (by.length + calls.length === 0) return undefined;
  const { id, name: clientName } = evidence.client;
  return { client: { id, name: clientName }, vendor: evidence.vendor?.name ?? null, by, calls };
}

/** Permissions have two colons, scopes one at most. */
function namingFor(name: string): Naming {
  return name.split(':').length === 3 ? PERMISSIONS : SCOPES;
}

function giversOf(name: string, evidence: ClientEvidence, naming: Naming): string[] {
  const giving = heldNames(evidence, naming).filter((held) => naming.implies(held, name));
  if (naming.kind === 'scopes') return giving;
  const roles = [...new Set(evidence.client.grants.map(({ roleId }) => roleId))];
  return giving.flatMap((held) =>
    roles.flatMap((roleId) => {
      const role = evidence.roles.get(roleId);
      return role?.permissions.includes(held) ? [`${held} by the role ${role.name}`] : [];
    }),
  );
}
