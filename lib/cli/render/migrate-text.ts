import type { Migration } from '../../ports.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { plural } from './style.ts';

/** What a migration did, or would do. */
export function migrationText(
  { from, to, clients, records, entries }: Migration,
  { org, isDryRun, paper }: { readonly org: string; readonly isDryRun: boolean; readonly paper: Paper },
): string {
  const name = paper.paint.bold(safe(org));
  if (from.version >= from.newest)
    return `The history of ${name} has the newest layout (${from.newest}): nothing to do.\n`;
  const scope = `${plural(records, 'record')} of ${plural(clients, 'client')}`;
  if (isDryRun) {
    return `The history of ${name} has layout ${from.version}: ${scope} would be filed by ${plural(entries, 'new item')}. Nothing was written.\n`;
  }
  return `The history of ${name} went from layout ${from.version} to ${to.version}: ${scope} filed by ${plural(entries, 'new item')}.\n`;
}
