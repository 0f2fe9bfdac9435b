import type { KnownGrantType } from '../../domain/client.ts';
import { restrictedBy } from '../../domain/client.ts';
import { operationName } from '../../domain/operation-name.ts';
import { scopeForm } from '../../domain/written-forms.ts';
import { UsageError } from '../../errors.ts';
import { adviseDeclared, type DeclaredAdvice, declaredFiles, declaredNotes } from '../../jobs/queries/declared.ts';
import type { ReadyFormat } from '../../jobs/queries/ready.ts';
import type { AdvisingBench } from '../catalogue-bench.ts';
import type { FileDesk } from '../file-desk.ts';
import { declaredText } from '../render/declared-text.ts';
import { safe } from '../render/safe.ts';
import { said } from '../said.ts';
import { type Answer, EXIT } from '../workbench.ts';
import { readyAnswer, writtenFiles } from './advise-apply.ts';

/** What is known of an app that nobody has seen at work. */
export interface NewOptions {
  readonly new: string;
  readonly from?: readonly string[];
  readonly scopes?: readonly string[];
  readonly grantType?: KnownGrantType;
  readonly division?: string;
  readonly format?: ReadyFormat;
  readonly out?: string;
  readonly force?: boolean;
}

/** The least grant of an app that is to come, from the calls that it declares. */
export async function adviseNewCommand(
  bench: Pick<AdvisingBench, 'config' | 'catalogue'>,
  desk: FileDesk,
  options: NewOptions,
): Promise<Answer> {
  const name = said('--new', options.new, 100);
  const asked = (options.scopes ?? []).flatMap((text) => text.split(/[,\s]+/)).filter((scope) => scope !== '');
  for (const scope of asked) assertScope(scope);
  const vendor = bench.config.vendors.find((one) => one.name.toLowerCase() === name.toLowerCase());
  const from = options.from ?? [];
  if (from.length === 0 && !vendor?.endpoints?.length) {
    throw new UsageError(
      `nothing says what ${name} calls: name a file with --from, or its endpoints under its vendor in guardian.yaml`,
    );
  }
  const files = await Promise.all(from.map((path) => desk.read(path)));
  const advice = adviseDeclared({
    files,
    parseYaml: desk.parseYaml,
    vendor,
    scopes: asked,
    catalogue: bench.catalogue.catalogue,
  });
  assertReadable(advice);
  const exitCode = isWhole(advice) ? EXIT.nothingOpen : EXIT.incomplete;
  const grantType = options.grantType ?? vendor?.grantType;
  if (options.format === undefined) {
    return {
      document: { schema: 1, new: name, grantType: grantType ?? null, ...documentOf(advice) },
      text: (paper) => declaredText(advice, { name, grantType, paper }),
      exitCode,
    };
  }
  const client = newClient(name, options, grantType);
  if (options.format === 'plan') throw new UsageError('there is no plan for an app that holds nothing yet');
  const made = declaredFiles(advice, client, options.format);
  if (made.length === 0) throw new UsageError(`${name} needs no role: none of its declared calls needs a permission`);
  return readyAnswer({
    files: made,
    notes: declaredNotes(advice, client.grantType),
    written: await writtenFiles(desk, made, options),
    format: options.format,
    exitCode,
  });
}

function newClient(
  name: string,
  { format, division }: NewOptions,
  known: KnownGrantType | undefined,
): { readonly name: string; readonly grantType: KnownGrantType; readonly division: string | undefined } {
  const grantType = known ?? (format === 'role' ? 'CLIENT-CREDENTIALS' : undefined);
  if (grantType === undefined) {
    throw new UsageError('say with --grant-type how the app signs in: CODE for people, CLIENT-CREDENTIALS for itself');
  }
  const isByRoles = restrictedBy(grantType) === 'permissions';
  if (format === 'role' && !isByRoles) throw new UsageError(`roles restrict nothing for the grant type ${grantType}`);
  const place = division?.trim();
  if (isByRoles && format !== 'role' && !place) {
    throw new UsageError(
      "say with --division where it is to work: a division's name or id ('home' and '*' are allowed, and have to be written out)",
    );
  }
  if (!isByRoles && place) throw new UsageError(`divisions restrict nothing for the grant type ${grantType}`);
  return { name, grantType, division: place };
}

function isWhole({ unmapped, problems }: DeclaredAdvice): boolean {
  return unmapped.length === 0 && problems.length === 0;
}

/** The least grant of nothing would look like an app that needs nothing. */
function assertReadable({ operations, unmapped, problems }: DeclaredAdvice): void {
  if (operations.length + unmapped.length > 0) return;
  const why = problems.map(({ place, message }) => `${place}: ${message}`).join('; ');
  throw new UsageError(
    `no call could be read${why ? ` (${safe(why)})` : ''}. What can be: a list with a line such as 'GET /api/v2/users' for each call, a Postman collection, an OpenAPI definition`,
  );
}

function assertScope(scope: string): void {
  if (!scopeForm.safeParse(scope).success)
    throw new UsageError(`--scopes: '${scope}' is no scope such as users:readonly`);
}

function documentOf({ operations, unmapped, problems, scopes, permissions, asked }: DeclaredAdvice) {
  return {
    operations: operations.map(({ operation: { method, template }, places }) => ({ method, template, places })),
    unmapped,
    problems,
    scopes: leastOf(scopes),
    permissions: leastOf(permissions),
    asked: asked ?? null,
  };
}

function leastOf({ names, weight, optimal, ties, unservable, doubtful }: DeclaredAdvice['scopes']) {
  return {
    minimal: names.map(({ name, because }) => ({ name, because: because.map(operationName) })),
    risk: weight,
    optimal,
    ties,
    unservable: unservable.map(operationName),
    doubtful: doubtful.map(operationName),
  };
}
