import type { Catalogue } from './catalogue.ts';
import { grouped } from './grouping.ts';
import { type ApiOperation, byTemplate } from './operation.ts';
import { templateKey } from './template.ts';

/** What can change of an operation. `template`: a parameter has another name. */
export const CHANGEABLE = [
  'template',
  'scopes',
  'kind',
  'permissions',
  'unreadable',
  'divisionAware',
  'deprecated',
] as const satisfies readonly (keyof ApiOperation)[];
export type Changeable = (typeof CHANGEABLE)[number];

export interface ChangedOperation {
  readonly before: ApiOperation;
  readonly after: ApiOperation;
  /** Not empty; in the order of `CHANGEABLE`. */
  readonly fields: readonly Changeable[];
}

/** From one catalogue to the next; each list by template, then by method. */
export interface CatalogueDiff {
  readonly added: readonly ApiOperation[];
  readonly removed: readonly ApiOperation[];
  readonly changed: readonly ChangedOperation[];
}

/**
 * What changed between two catalogues, whatever their source and date. An operation is the same if method and template are;
 * or, where that leaves one on either side, if only names of parameters differ.
 */
export function catalogueDiff(before: Catalogue, after: Catalogue): CatalogueDiff {
  const old = grouped(before.operations, keysOf);
  const young = grouped(after.operations, keysOf);
  const pairs = [...new Set([...old.keys(), ...young.keys()])].map((key) =>
    paired(old.get(key) ?? [], young.get(key) ?? []),
  );
  return {
    added: pairs.flatMap(({ added }) => added).sort(byTemplate),
    removed: pairs.flatMap(({ removed }) => removed).sort(byTemplate),
    changed: pairs.flatMap(({ changed }) => changed).sort((a, b) => byTemplate(a.after, b.after)),
  };
}

function keysOf({ method, template }: ApiOperation): readonly string[] {
  return [`${method} ${templateKey(template)}`];
}

/** Operations of one key: nearly always one on each side. */
function paired(before: readonly ApiOperation[], after: readonly ApiOperation[]): CatalogueDiff {
  const same = before.flatMap((one) => {
    const twin = after.find(({ template }) => template === one.template);
    return twin ? [[one, twin] as const] : [];
  });
  const removed = before.filter((one) => !same.some(([old]) => old === one));
  const added = after.filter((one) => !same.some(([, young]) => young === one));
  const [gone, ...othersGone] = removed;
  const [come, ...othersCome] = added;
  const isRenamed = gone && come && othersGone.length === 0 && othersCome.length === 0;
  const pairs = isRenamed ? [...same, [gone, come] as const] : same;
  return {
    added: isRenamed ? [] : added,
    removed: isRenamed ? [] : removed,
    changed: pairs.flatMap(([old, young]) => {
      const fields = CHANGEABLE.filter((field) => String(old[field]) !== String(young[field]));
      return fields.length > 0 ? [{ before: old, after: young, fields }] : [];
    }),
  };
}
