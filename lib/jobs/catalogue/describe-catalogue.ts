import { type Catalogue, type CatalogueCounts, catalogueCounts } from '../../privilege/catalogue/index.ts';

/** A catalogue in figures. */
export interface CatalogueFigures extends CatalogueCounts {
  /** Operations of which it is known whether divisions restrict them. */
  readonly divisionsKnown: number;
}

export function describeCatalogue(catalogue: Catalogue): CatalogueFigures {
  const divisionsKnown = catalogue.operations.filter(({ divisionAware }) => divisionAware !== undefined).length;
  return { ...catalogueCounts(catalogue), divisionsKnown };
}
