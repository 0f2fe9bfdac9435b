import * as z from 'zod';
import type { ManifestEdit, VendorAspects, WaiverEntry } from '../../domain/manifest-edit.ts';
import { UsageError } from '../../errors.ts';
import { plainVendor } from '../init/plain-vendor.ts';
import type { Plain } from './written.ts';

/**
 * What an edited file has to mean, worked out on plain data and apart from the text: an edit is only written if the
 * edited text reads back as exactly this.
 */
export function intended(value: unknown, edit: ManifestEdit): unknown {
  const root = Root.parse(value ?? {});
  switch (edit.kind) {
    case 'write-waiver':
      return { ...root, waivers: withWaiver(root.waivers ?? [], edit.waiver) };
    case 'take-out-waiver':
      return {
        ...root,
        ...(root.waivers && { waivers: root.waivers.filter(({ finding }) => finding !== edit.finding) }),
      };
    case 'approve': {
      const vendors = root.vendors ?? [];
      const index = vendorIndex(vendors, edit.vendor);
      return {
        ...root,
        vendors: vendors.map((vendor, at) => (at === index ? approved(vendor, edit.aspects) : vendor)),
      };
    }
    case 'add-vendors':
      return { ...root, vendors: [...(root.vendors ?? []), ...edit.vendors.map(plainVendor)] };
    default:
      return edit satisfies never;
  }
}

const record = z.record(z.string(), z.unknown());
const Root = z.looseObject({
  vendors: z.array(record).optional(),
  waivers: z.array(z.looseObject({ finding: z.string() })).optional(),
});
/** Roles in either way of writing them. */
const WrittenRoles = z.union([
  z.array(z.strictObject({ name: z.string(), divisions: z.array(z.string()) })),
  z.record(z.string(), z.array(z.string())),
]);
const texts = z.array(z.string());

/** The vendor's place in the list. @throws UsageError if the file has none of that name */
export function vendorIndex(vendors: readonly unknown[], name: string): number {
  const index = vendors.findIndex((vendor) => {
    const written = z.object({ name: z.string() }).safeParse(vendor);
    return written.success && written.data.name.trim().toLowerCase() === name.toLowerCase();
  });
  if (index < 0) throw new UsageError(`guardian.yaml has no vendor '${name}'`);
  return index;
}

/** The last entry of a finding is the one that counts. */
export function waiverIndex(waivers: readonly { readonly finding: string }[], finding: string): number {
  return waivers.map((entry) => entry.finding).lastIndexOf(finding);
}

function withWaiver(waivers: readonly { finding: string }[], waiver: WaiverEntry): unknown[] {
  const index = waiverIndex(waivers, waiver.finding);
  if (index < 0) return [...waivers, waiver];
  return waivers.map((entry, at) => (at === index ? { ...entry, ...waiver } : entry));
}

function approved(vendor: Readonly<Record<string, unknown>>, aspects: VendorAspects): Record<string, unknown> {
  const { roles, grantType, maxTokenSeconds, ...lists } = aspects;
  return {
    ...vendor,
    ...(grantType !== undefined && { grantType }),
    ...(maxTokenSeconds !== undefined && { maxTokenSeconds }),
    ...Object.fromEntries(
      Object.entries(lists).map(([key, wanted = []]) => [key, merged(texts.catch([]).parse(vendor[key]), wanted)]),
    ),
    ...(roles && { roles: mergedRoles(WrittenRoles.catch([]).parse(vendor.roles), roles) }),
  };
}

/** What stays keeps its place; what is new comes after it. */
export function merged(present: readonly string[], wanted: readonly string[]): string[] {
  return [...present.filter((item) => wanted.includes(item)), ...wanted.filter((item) => !present.includes(item))];
}

export type RoleEntries = z.output<typeof WrittenRoles>;

export function roleEntries(value: unknown): RoleEntries {
  return WrittenRoles.catch([]).parse(value);
}

function mergedRoles(present: RoleEntries, wanted: NonNullable<VendorAspects['roles']>): Plain {
  if (!Array.isArray(present)) {
    const divisions = new Map(wanted.map((role) => [role.name, role.divisions] as const));
    const names = merged(
      Object.keys(present).map((name) => name.trim()),
      [...divisions.keys()],
    );
    const keys = new Map(Object.keys(present).map((key) => [key.trim(), key] as const));
    return Object.fromEntries(
      names.map((name) => {
        const key = keys.get(name) ?? name;
        return [key, merged(present[key] ?? [], divisions.get(name) ?? [])];
      }),
    );
  }
  const divisions = new Map(wanted.map((role) => [role.name, role.divisions] as const));
  const kept = present.flatMap(({ name, divisions: written }) => {
    const wantedDivisions = divisions.get(name.trim());
    return wantedDivisions ? [{ name, divisions: merged(written, wantedDivisions) }] : [];
  });
  const names = new Set(present.map(({ name }) => name.trim()));
  return [
    ...kept,
    ...wanted.filter(({ name }) => !names.has(name)).map(({ name, divisions: all }) => ({ name, divisions: [...all] })),
  ];
}
