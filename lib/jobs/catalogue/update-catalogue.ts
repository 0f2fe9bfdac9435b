import type { Read } from '../../domain/coverage.ts';
import { UsageError } from '../../errors.ts';
import {
  type ApiOperation,
  Catalogue,
  type CatalogueDiff,
  CatalogueError,
  type CatalogueNote,
  type ChangedOperation,
  catalogueDiff,
  parseCatalogue,
  readDefinition,
  withDivisionAwareness,
  writeCatalogue,
} from '../../privilege/catalogue/index.ts';
import type { CatalogueFile, CatalogueInUse } from './catalogue-file.ts';

/** Whether divisions restrict a permission, as an org says it. */
export interface PermissionAwareness {
  readonly permission: string;
  readonly divisionAware: boolean;
}

/** A definition of the Platform API, or a catalogue that another guardian wrote. */
export interface GivenDefinition {
  /** In words, on one line: `Genesys Cloud Platform API definition, api.mypurecloud.de`. */
  readonly source: string;
  /** `json` of a definition, or the `text` of a catalogue. */
  readonly content: { readonly json: unknown } | { readonly text: string };
}

export interface CatalogueUpdate {
  readonly before: CatalogueInUse;
  readonly after: Catalogue;
  readonly diff: CatalogueDiff;
  /** Operations of which only now it is known whether divisions restrict them. */
  readonly divisionsLearnt: number;
  /** What could not be read as data, and was left out. */
  readonly warnings: readonly CatalogueNote[];
  /** Why it was not read which permissions divisions restrict; absent where it was. */
  readonly divisionsUnknown?: string;
  readonly isKept: boolean;
}

/** A definition that lost more than this share of its operations is most likely cut off, or of something else. */
const LARGE_LOSS = 0.1;

/**
 * Makes a catalogue out of a definition, compares it with the present one, and keeps it.
 *
 * @throws CatalogueError for a definition that cannot be read, UsageError for one that lost a large share of operations
 */
export async function updateCatalogue(options: {
  readonly given: GivenDefinition;
  readonly before: CatalogueInUse;
  readonly awareness: Read<PermissionAwareness> | undefined;
  readonly file: CatalogueFile;
  readonly today: string;
  readonly isDryRun: boolean;
  readonly isForced: boolean;
}): Promise<CatalogueUpdate> {
  const { given, before, awareness, file, isDryRun, isForced } = options;
  const { catalogue, warnings } = madeOf(given, options.today);
  const isAware = awareness?.coverage.status === 'complete';
  const after = isAware
    ? withDivisionAwareness(catalogue, awarenessOf(awareness))
    : carried(catalogue, before.catalogue);
  const whole = catalogueDiff(before.catalogue, after);
  const { learnt, changed } = withoutLearning(whole.changed);
  const diff = { ...whole, changed };
  const lost = diff.removed.length / Math.max(1, before.catalogue.operations.length);
  if (lost > LARGE_LOSS && !isForced && !isDryRun) throw new UsageError(lossOf(before.catalogue, after, diff));
  if (!isDryRun) await file.write(checked(after));
  return {
    before,
    after,
    diff,
    divisionsLearnt: learnt,
    warnings,
    ...(!isAware && { divisionsUnknown: awareness?.coverage.reason ?? 'no credentials are set' }),
    isKept: !isDryRun,
  };
}

function madeOf({ source, content }: GivenDefinition, today: string) {
  if ('json' in content) return readDefinition(content.json, { source, date: today });
  return { catalogue: parseCatalogue(content.text), warnings: [] };
}

function awarenessOf({ items }: Read<PermissionAwareness>): ReadonlyMap<string, boolean> {
  return new Map(items.map(({ permission, divisionAware }) => [permission, divisionAware]));
}

/** What was known of divisions stays known while the permissions of an operation stay the same. */
function carried(next: Catalogue, before: Catalogue): Catalogue {
  const operations = next.operations.map((operation): ApiOperation => {
    if (operation.divisionAware !== undefined) return operation;
    const match = before.find(operation.method, operation.template);
    if (match.kind !== 'mapped' || match.operation.divisionAware === undefined) return operation;
    const isSame = String(match.operation.permissions) === String(operation.permissions);
    return isSame ? { ...operation, divisionAware: match.operation.divisionAware } : operation;
  });
  return new Catalogue(next.origin, operations);
}

/** Learning what divisions do changes nearly every operation, and none of what it needs. */
function withoutLearning(changed: readonly ChangedOperation[]) {
  const isLearning = ({ before, fields }: ChangedOperation) =>
    before.divisionAware === undefined && fields.length === 1 && fields[0] === 'divisionAware';
  return { learnt: changed.filter(isLearning).length, changed: changed.filter((one) => !isLearning(one)) };
}

/** The text, read again before it replaces anything. */
function checked(catalogue: Catalogue): string {
  const text = writeCatalogue(catalogue);
  const read = parseCatalogue(text);
  if (read.operations.length !== catalogue.operations.length) {
    throw new CatalogueError([
      { place: 'catalogue', message: 'does not read back as it was written; please report this' },
    ]);
  }
  return text;
}

function lossOf({ operations }: Catalogue, after: Catalogue, { removed }: CatalogueDiff): string {
  return (
    `the definition has ${after.operations.length} operations, and lacks ${removed.length} of the ${operations.length} that are known: ` +
    'it is most likely cut off, or not that of the platform. Nothing was changed. Look at it with --dry-run; keep it all the same with --force'
  );
}
