import type { ManifestProposal } from '../../domain/manifest-proposal.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { plural } from './style.ts';

/** What was written, and what is to be done with it. */
export function initText(
  { vendors, leftOut }: ManifestProposal,
  { out, isMerged, paper }: { readonly out: string; readonly isMerged: boolean; readonly paper: Paper },
): string {
  const clients = vendors.reduce((sum, vendor) => sum + vendor.clients.length, 0);
  const what = `${plural(vendors.length, 'vendor')} with ${plural(clients, 'client')}`;
  const first = isMerged
    ? vendors.length === 0
      ? `${safe(out)} has an entry for every client already: nothing was added`
      : `added ${what} to ${safe(out)}`
    : `wrote ${safe(out)}: ${what}`;
  return [
    `${first}${leftOut.length > 0 ? `; ${plural(leftOut.length, 'client')} left out` : ''}`,
    ...(vendors.length === 0
      ? []
      : [
          paper.paint.dim(
            `Read it (lines with ! first), say who owns what, then: guardian manifest check ${quoted(out)} --against last`,
          ),
        ]),
    '',
  ].join('\n');
}

function quoted(file: string): string {
  return /^[\w./-]+$/.test(file) ? file : `'${safe(file).replaceAll("'", `'\\''`)}'`;
}
