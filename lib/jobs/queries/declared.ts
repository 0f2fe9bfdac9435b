import { type GrantType, type KnownGrantType, restrictedBy } from '../../domain/client.ts';
import type { Vendor } from '../../domain/manifest.ts';
import { operationName } from '../../domain/operation-name.ts';
import type { Scope } from '../../domain/scope.ts';
import { hclFile, manifestFile, type ReadyFile, roleFiles, welcomeLetter } from '../../privilege/apply/index.ts';
import type { Catalogue } from '../../privilege/catalogue/catalogue.ts';
import { platformCatalogue } from '../../privilege/catalogue/platform-catalogue.ts';
import {
  type AskedScopes,
  askedScopes,
  type DeclaredCall,
  type DeclaredFile,
  type DeclaredOperation,
  declaredGrant,
  type LeastGrant,
  leastGrant,
  matchDeclared,
  type ParseYaml,
  type ReadingProblem,
  readDeclared,
  type UnmappedDeclared,
} from '../../privilege/declared/index.ts';
import type { ReadyFormat } from './ready.ts';

export type { DeclaredFile, ParseYaml } from '../../privilege/declared/index.ts';

/** What is known of an app before it comes in. */
export interface DeclaredQuery {
  readonly files: readonly DeclaredFile[];
  readonly parseYaml: ParseYaml;
  /** Its entry in guardian.yaml, whose endpoints count as declared, too. */
  readonly vendor?: Vendor | undefined;
  /** Scopes that its documentation asks for. */
  readonly scopes: readonly Scope[];
  /** What operations need. Default: the catalogue that comes with the guardian. */
  readonly catalogue?: Catalogue;
}

/** The least that its declared calls need; nobody has seen any of them. */
export interface DeclaredAdvice {
  readonly operations: readonly DeclaredOperation[];
  readonly unmapped: readonly UnmappedDeclared[];
  readonly problems: readonly ReadingProblem[];
  readonly scopes: LeastGrant;
  /** Of client credentials, which act for nobody. */
  readonly permissions: LeastGrant;
  /** Absent where the documentation asks for none. */
  readonly asked?: AskedScopes;
}

export function adviseDeclared({
  files,
  parseYaml,
  vendor,
  scopes,
  catalogue = platformCatalogue(),
}: DeclaredQuery): DeclaredAdvice {
  const readings = files.map((file) => readDeclared(file, parseYaml));
  const calls = [...readings.flatMap((reading) => reading.calls), ...manifestCalls(vendor)];
  const { operations, unmapped } = matchDeclared(calls, catalogue);
  const wanted = operations.map(({ operation }) => operation);
  const least = leastGrant(wanted, { kind: 'scopes', catalogue });
  const asked = [...scopes, ...(vendor?.scopes ?? [])];
  return {
    operations,
    unmapped,
    problems: readings.flatMap(({ problems }) => problems),
    scopes: least,
    permissions: leastGrant(wanted, { kind: 'permissions', catalogue }),
    ...(asked.length > 0 && {
      asked: askedScopes(asked, { operations: wanted, least: least.names.map(({ name }) => name), catalogue }),
    }),
  };
}

export interface NewClientOptions {
  readonly name: string;
  readonly grantType: KnownGrantType;
  readonly division?: string | undefined;
}

/** The advice in a form that can be applied. There is no plan: nothing is held yet that could be taken away. */
export function declaredFiles(
  advice: DeclaredAdvice,
  { name, grantType, division }: NewClientOptions,
  format: Exclude<ReadyFormat, 'plan'>,
): ReadyFile[] {
  const least = restrictedBy(grantType) === 'permissions' ? advice.permissions : advice.scopes;
  const { operations } = advice;
  const client = { name, grantType, ...(division !== undefined && { division }) };
  const grant = declaredGrant(client, { least, operations, notes: declaredNotes(advice, grantType) });
  switch (format) {
    case 'role':
      return roleFiles(grant.roles);
    case 'hcl':
      return [hclFile(grant)];
    case 'manifest':
      return [manifestFile(grant)];
    case 'letter':
      return [welcomeLetter(grant, { unneeded: advice.asked?.unneeded ?? [] })];
    default:
      return format satisfies never;
  }
}

/** What to know before it is applied, in words. */
export function declaredNotes(
  { unmapped, problems, scopes, permissions }: DeclaredAdvice,
  grantType: GrantType,
): string[] {
  const least = restrictedBy(grantType) === 'permissions' ? permissions : scopes;
  return [
    'made from declared calls: nobody has seen them yet',
    ...problems.map(({ place, message }) => `not read: ${place}: ${message}`),
    ...unmapped.map(({ place, method, path, why }) => `not counted: ${method} ${path} (${place}): ${why}`),
    ...least.unservable.map((call) => `${operationName(call)}: no readable grant would open it`),
    ...least.doubtful.map((call) => `${operationName(call)}: may need more than the API definition says`),
    ...least.ties,
  ];
}

/** Patterns among the endpoints announce no call, and come back as unmapped. */
function manifestCalls(vendor: Vendor | undefined): DeclaredCall[] {
  return (vendor?.endpoints ?? []).map((endpoint, index) => {
    const [method = '', path = ''] = endpoint.split(' ');
    return { method, path, place: `guardian.yaml, vendors.${vendor?.name}.endpoints[${index}]` };
  });
}
