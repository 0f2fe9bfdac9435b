import { type Catalogue, CatalogueError, parseCatalogue, platformCatalogue } from '../../privilege/catalogue/index.ts';

/** Where a machine keeps a catalogue of its own. */
export interface CatalogueFile {
  readonly path: string;
  /** Undefined where there is none. */
  read(): Promise<string | undefined>;
  /** Replaces it, wholly or not at all. */
  write(text: string): Promise<void>;
}

/** The catalogue that answers go by, and where it is from. */
export interface CatalogueInUse {
  readonly catalogue: Catalogue;
  readonly place: 'bundled' | 'local';
  /** Of the local one. */
  readonly path?: string;
}

/** What outputs say of the catalogue that they went by. */
export interface CatalogueProvenance {
  readonly source: string;
  readonly date: string;
  readonly operations: number;
  readonly place: 'bundled' | 'local';
  readonly path?: string;
}

/**
 * The machine's own catalogue, else the one that comes with the guardian.
 *
 * @throws CatalogueError for a damaged one: answers that silently went by another catalogue would be wrong
 */
export async function catalogueInUse(file: CatalogueFile): Promise<CatalogueInUse> {
  const text = await file.read();
  if (text === undefined) return { catalogue: platformCatalogue(), place: 'bundled' };
  try {
    return { catalogue: parseCatalogue(text), place: 'local', path: file.path };
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    const message =
      "this catalogue is damaged: run 'guardian catalogue update' to replace it, or delete it to go by the one that comes with the guardian";
    throw new CatalogueError([{ place: file.path, message }, ...error.problems], { cause: error });
  }
}

/** The same for whoever is about to replace it: a damaged one is told, and is in nobody's way. */
export async function catalogueToReplace(file: CatalogueFile): Promise<CatalogueInUse & { readonly damage?: string }> {
  try {
    return await catalogueInUse(file);
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    return { catalogue: platformCatalogue(), place: 'bundled', damage: error.message };
  }
}

export function provenanceOf({ catalogue, place, path }: CatalogueInUse): CatalogueProvenance {
  const { source, date } = catalogue.origin;
  return { source, date, operations: catalogue.operations.length, place, ...(path !== undefined && { path }) };
}
