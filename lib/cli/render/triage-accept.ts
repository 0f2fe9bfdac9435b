import { isEmptyChange } from '../../domain/drift.ts';
import type { AcceptOutcome, AcceptPreview } from '../../jobs/acts/accept.ts';
import type { Paper } from './paper.ts';
import { changeLines } from './past-text.ts';
import { safe } from './safe.ts';
import { localTime, plural, severityLabel } from './style.ts';
import { draftLines } from './triage-act.ts';

interface View {
  readonly isDryRun: boolean;
  readonly stack?: string;
}

/** What an acceptance would mean, before it is made. */
export function previewText(preview: AcceptPreview, view: View, paper: Paper): string {
  const { client, vendor, change, draft, alsoCovers, resolves, stays, opens, notes } = preview;
  const { bold } = paper.paint;
  if (preview.isNeedless) return '';
  const lines = [
    `${bold(safe(client.name))} (${safe(client.id)}), ${vendor ? `vendor ${safe(vendor)}` : 'no vendor'}: from approved to present`,
    ...(isEmptyChange(change) ? ['  no difference of access'] : changeLines(change, paper).map((line) => `  ${line}`)),
    '',
    ...(draft ? [...draftLines(draft, { ...view, isDryRun: true }, paper), ''] : []),
    ...(alsoCovers.length > 0 ? [`Allowed the same by that: ${alsoCovers.map(safe).join(', ')}`, ''] : []),
    ...part(
      'Gone with the next complete read',
      resolves.map((finding) => [`${severityLabel(finding.severity, paper)} ${safe(finding.title)}`]),
    ),
    ...part(
      'Still there after it; waive it, or',
      stays.map(({ finding, hint }) => [
        `${severityLabel(finding.severity, paper)} ${safe(finding.title)}`,
        `  ${safe(hint)}`,
      ]),
    ),
    ...part(
      'New by it',
      opens.map(({ title, client: name }) => [`${safe(name)}: ${safe(title)}`]),
    ),
    ...part(
      'Note',
      notes.map((note) => [safe(note)]),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** What was done about it. */
export function acceptedText(
  { run, preview: { isNeedless, client, draft, resolves } }: AcceptOutcome,
  { isDryRun, by, stack }: View & { readonly by: string },
): string {
  if (isNeedless) return `${safe(client.name)} ${alreadySo(resolves)}\n`;
  if (isDryRun) return 'Dry run: nothing was changed.\n';
  const edited = draft && draft.removed.length + draft.added.length > 0;
  const file = edited
    ? ` ${safe(draft.file)} was edited${stack ? `: deploy it to make it count in ${safe(stack)}` : ''}.`
    : '';
  return `Accepted by ${safe(by)}, filed as ${run?.id ?? ''}.${file}\n`;
}

/** What was accepted before stays on the list until a scan has looked again. */
function alreadySo(resolves: AcceptPreview['resolves']): string {
  const earlier = resolves.flatMap(({ acknowledgement }) => acknowledgement ?? [])[0];
  if (!earlier) return 'is as it is approved: there is nothing to accept.';
  const told = `was accepted already, by ${safe(earlier.by)} at ${localTime(earlier.at)}`;
  return `${told}: the next scan closes ${plural(resolves.length, 'finding')}.`;
}

function part(title: string, entries: readonly (readonly string[])[]): string[] {
  return entries.length === 0 ? [] : [`${title}:`, ...entries.flat().map((line) => `  ${line}`), ''];
}
