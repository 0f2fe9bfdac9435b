import type { OrgConfig } from '../domain/manifest.ts';
import { UsageError } from '../errors.ts';

/** The org that a question is about: the one that is named, or the only one. @throws UsageError with the known ones */
export function chosenOrg(orgs: readonly OrgConfig[], name: string | undefined): OrgConfig {
  const names = orgs.map((org) => org.name).join(', ');
  const [only, second] = orgs;
  const org = name === undefined ? (second ? undefined : only) : orgs.find((known) => known.name === name);
  if (org) return org;
  throw new UsageError(name === undefined ? `say which org: ${names}` : `there is no org '${name}'. Known: ${names}`);
}
