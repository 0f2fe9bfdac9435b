import * as z from 'zod';
import type { ManifestEdit, VendorAspects, WaiverEntry } from '../../domain/manifest-edit.ts';
import type { Path } from '../problem.ts';
import { withVendors } from './added-vendors.ts';
import { merged, type RoleEntries, roleEntries, vendorIndex, waiverIndex } from './intention.ts';
import { isAliased, treeOf, valueAt } from './located.ts';
import type { Plain } from './written.ts';
import { withItem, withoutItem, withoutKey, withValue } from './yaml-edit.ts';

/** The text after an edit: one small step after another, each in the style of what it stands beside. */
export function editedText(text: string, edit: ManifestEdit): string {
  switch (edit.kind) {
    case 'write-waiver':
      return withWaiver(text, edit.waiver);
    case 'take-out-waiver':
      return withoutWaiver(text, edit.finding);
    case 'approve':
      return withAspects(text, vendorIndex(listIn(text, ['vendors']), edit.vendor), edit.aspects);
    case 'add-vendors':
      return withVendors(text, edit.vendors);
    default:
      return edit satisfies never;
  }
}

function withWaiver(text: string, waiver: WaiverEntry): string {
  const entry: Record<string, Plain> = { ...waiver };
  const waivers = waiversIn(text);
  const index = waiverIndex(waivers, waiver.finding);
  if (index >= 0) {
    return Object.entries(entry).reduce((edited, [key, value]) => {
      const path = ['waivers', index, key];
      return valueAt(edited, path) === value ? edited : withValue(edited, path, value);
    }, text);
  }
  return valueAt(text, ['waivers']) === undefined
    ? withValue(text, ['waivers'], [entry])
    : withItem(text, ['waivers'], entry);
}

function withoutWaiver(text: string, finding: string): string {
  const index = waiverIndex(waiversIn(text), finding);
  return index < 0 ? text : withoutWaiver(withoutItem(text, ['waivers'], index), finding);
}

function withAspects(text: string, index: number, { roles, ...aspects }: VendorAspects): string {
  const path = ['vendors', index];
  const edited = Object.entries(aspects).reduce((before, [key, wanted]) => {
    if (wanted === undefined) return before;
    return Array.isArray(wanted)
      ? withList(before, [...path, key], wanted)
      : withScalar(before, [...path, key], wanted);
  }, text);
  return roles ? withRoles(edited, [...path, 'roles'], roles) : edited;
}

function withScalar(text: string, path: Path, wanted: string | number): string {
  return valueAt(text, path) === wanted ? text : withValue(text, path, wanted);
}

function withList(text: string, path: Path, wanted: readonly string[]): string {
  const present = listIn(text, path);
  const result = merged(
    present.map((item) => String(item)),
    wanted,
  );
  if (valueAt(text, path) === undefined) return withValue(text, path, result);
  if (JSON.stringify(result) === JSON.stringify(present)) return text;
  // What stands under somebody else's anchor is written out here, so that the others keep theirs.
  if (isAliased(treeOf(text), path) || result.length === 0) return withValue(text, path, result);
  const added = wanted.filter((item) => !present.includes(item));
  const grown = added.reduce((edited, item) => withItem(edited, path, item), text);
  return present
    .map((item, at) => ({ item, at }))
    .filter(({ item }) => !wanted.includes(String(item)))
    .reduceRight((edited, { at }) => withoutItem(edited, path, at), grown);
}

function withRoles(text: string, path: Path, wanted: NonNullable<VendorAspects['roles']>): string {
  const present = roleEntries(valueAt(text, path));
  if (valueAt(text, path) === undefined || isAliased(treeOf(text), path)) {
    return withValue(text, path, wanted.map(rolePlain));
  }
  return Array.isArray(present)
    ? withRoleList(text, path, present, wanted)
    : withRoleMapping(text, path, present, wanted);
}

type Roles = NonNullable<VendorAspects['roles']>;

function withRoleList(
  text: string,
  path: Path,
  present: Extract<RoleEntries, readonly unknown[]>,
  wanted: Roles,
): string {
  const divisionsOf = new Map(wanted.map(({ name, divisions }) => [name, divisions] as const));
  const names = new Set(present.map(({ name }) => name.trim()));
  const changed = present.reduce((edited, { name }, at) => {
    const divisions = divisionsOf.get(name.trim());
    return divisions ? withList(edited, [...path, at, 'divisions'], divisions) : edited;
  }, text);
  const grown = wanted
    .filter(({ name }) => !names.has(name))
    .reduce((edited, role) => withItem(edited, path, rolePlain(role)), changed);
  return present
    .map(({ name }, at) => ({ name: name.trim(), at }))
    .filter(({ name }) => !divisionsOf.has(name))
    .reduceRight((edited, { at }) => withoutItem(edited, path, at), grown);
}

function withRoleMapping(
  text: string,
  path: Path,
  present: Readonly<Record<string, readonly string[]>>,
  wanted: Roles,
): string {
  const keys = new Map(Object.keys(present).map((key) => [key.trim(), key] as const));
  const written = wanted.reduce((edited, { name, divisions }) => {
    const key = keys.get(name);
    return key === undefined
      ? withValue(edited, [...path, name], divisions)
      : withList(edited, [...path, key], divisions);
  }, text);
  const names = new Set(wanted.map(({ name }) => name));
  if (names.size === 0) return withValue(text, path, []);
  return [...keys]
    .filter(([name]) => !names.has(name))
    .reduce((edited, [, key]) => withoutKey(edited, [...path, key]), written);
}

function rolePlain({ name, divisions }: Roles[number]): { readonly [key: string]: Plain } {
  return { name, divisions };
}

function listIn(text: string, path: Path): readonly unknown[] {
  const list = valueAt(text, path);
  return Array.isArray(list) ? list : [];
}

function waiversIn(text: string): { readonly finding: string }[] {
  return z.array(z.object({ finding: z.string() })).parse(listIn(text, ['waivers']));
}
