import { type CallersOf, changeWords } from '../../jobs/catalogue/callers.ts';
import { provenanceOf } from '../../jobs/catalogue/catalogue-file.ts';
import type { CatalogueUpdate } from '../../jobs/catalogue/update-catalogue.ts';
import type { Answer } from '../workbench.ts';

/** What a text or document of an update needs beside it. */
export interface UpdateAbout {
  /** Where the catalogue is kept. */
  readonly path: string;
  /** Undefined while no calls are known: then nobody can say whom a change concerns. */
  readonly callersOf: CallersOf | undefined;
}

export function updateDocument(update: CatalogueUpdate, { path, callersOf }: UpdateAbout): Answer['document'] {
  const { before, after, diff, divisionsLearnt, divisionsUnknown, warnings, isKept } = update;
  const named = (operation: { readonly method: string; readonly template: string }) => ({
    method: operation.method,
    template: operation.template,
    callers: callersOf?.(operation) ?? null,
  });
  return {
    schema: 1,
    kept: isKept,
    file: path,
    before: provenanceOf(before),
    after: { ...after.origin, operations: after.operations.length },
    added: diff.added.map(named),
    removed: diff.removed.map(named),
    changed: diff.changed.map((change) => ({
      ...named(change.before),
      fields: change.fields,
      changes: changeWords(change),
    })),
    divisions: { learnt: divisionsLearnt, unknownBecause: divisionsUnknown ?? null },
    warnings,
  };
}
