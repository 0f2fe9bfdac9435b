import type { Read } from '../domain/coverage.ts';
import type { OrgConfig } from '../domain/manifest.ts';
import type { CatalogueFile, CatalogueInUse } from '../jobs/catalogue/catalogue-file.ts';
import type { GivenDefinition, PermissionAwareness } from '../jobs/catalogue/update-catalogue.ts';
import type { ReadingBench } from './workbench.ts';

/**
 * The catalogue of operations on this machine. It is always the machine's own, also where a deployed guardian is read: what
 * an operation needs is the same wherever the history lies.
 */
export interface CatalogueBench {
  readonly file: CatalogueFile;
  /**
   * A definition: from a file or address where one is named, else the live one of the org's region. No credential is sent.
   *
   * @throws UsageError where it cannot be read
   */
  definition(options: DefinitionQuery): Promise<GivenDefinition>;
  /** Which permissions divisions restrict, as the org says it; undefined without credentials. */
  divisionAwareness(options: Omit<DefinitionQuery, 'from'>): Promise<Read<PermissionAwareness> | undefined>;
}

/** The workbench of commands that answer by a catalogue. */
export interface AdvisingBench extends ReadingBench {
  readonly catalogue: CatalogueInUse;
}

export interface DefinitionQuery {
  readonly from?: string;
  readonly org: OrgConfig;
  readonly onProgress: (message: string) => void;
}
