import type { ManifestDraft } from '../../domain/manifest-edit.ts';
import type { Act } from '../../domain/run.ts';
import type { ActOutcome } from '../../jobs/acts/act.ts';
import type { Answer } from '../workbench.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { addedLine, localTime, plural, removedLine, severityLabel, transitionLabel } from './style.ts';
import { tableOf } from './table.ts';

/** An act as it was asked for, and what it came to. */
export interface ActedOn extends ActOutcome {
  readonly kind: Act['kind'];
  readonly org: string;
  readonly by: string;
  readonly isDryRun: boolean;
  readonly ids: readonly string[];
  /** Of a waiver: ISO time. */
  readonly until?: string;
  /** What was written into `guardian.yaml`. */
  readonly draft?: ManifestDraft;
  /** Where the file counts only after a deployment. */
  readonly stack?: string;
}

/** `guardian ack|waive --json`: docs/json.md. */
export function actDocument({ org, isDryRun, run, transitions, draft }: Omit<ActedOn, 'ids'>): Answer['document'] {
  return {
    schema: 1,
    org,
    dryRun: isDryRun,
    act: run?.act ?? null,
    run: run ? { id: run.id, sequence: run.seq, at: run.at } : null,
    transitions: transitions.map(({ from, to, finding, cause }) => ({ from, to, finding, ...(cause && { cause }) })),
    manifest: draft ? { file: draft.file, removed: draft.removed, added: draft.added } : null,
  };
}

/** What was decided, for the person who did. */
export function actText(acted: ActedOn, paper: Paper): string {
  const { transitions, draft, isDryRun } = acted;
  const lines = [
    ...(isDryRun ? [paper.paint.bold('Dry run: nothing was changed. This is what would be.')] : []),
    ...(transitions.length > 0 ? [transitionTable(acted, paper), ''] : []),
    ...(draft ? [...draftLines(draft, acted, paper), ''] : []),
    ...afterwards(acted),
  ];
  return `${lines.join('\n')}\n`;
}

function transitionTable({ transitions }: ActOutcome, paper: Paper): string {
  return tableOf(
    paper,
    [
      { title: 'change' },
      { title: 'severity' },
      { title: 'client', isFlexible: true },
      { title: 'finding', isFlexible: true },
      { title: 'id' },
    ],
    transitions.map(({ from, to, finding }) => [
      from === to ? `${to} anew` : transitionLabel(from, to, paper),
      severityLabel(finding.severity, paper),
      safe(finding.client.name),
      safe(finding.title),
      finding.id,
    ]),
  );
}

/** The edit of `guardian.yaml`, and when it counts. */
export function draftLines(
  { file, removed, added }: ManifestDraft,
  { isDryRun, stack }: Pick<ActedOn, 'isDryRun' | 'stack'>,
  paper: Paper,
): string[] {
  if (removed.length + added.length === 0) return [`${safe(file)} says all that already.`];
  const counts =
    stack === undefined
      ? 'It counts from the next scan on.'
      : `It is a file on this machine: deploy it to make it count in ${safe(stack)}.`;
  return [
    `${paper.paint.bold(safe(file))}${isDryRun ? ' would be edited' : ' was edited'}, and nothing else of it:`,
    ...removed.map((line) => removedLine(line, paper)),
    ...added.map((line) => addedLine(line, paper)),
    counts,
  ];
}

function afterwards({ kind, by, org, ids, until, draft, isDryRun, run }: ActedOn): string[] {
  if (isDryRun) return [];
  const filed = run ? [`Filed as ${run.id}, by ${safe(by)}.`] : [];
  const undo = `guardian ${kind} ${ids.map(safe).join(' ')} --org ${safe(org)} --undo`;
  switch (kind) {
    case 'ack':
      return [...filed, `Nobody is reminded of ${them(ids)} until there is more to it. To take it back: ${undo}`];
    case 'waive':
      return [
        ...filed,
        `What is waived is what ${ids.length === 1 ? 'it says' : 'they say'} today: ${them(ids)} opens again when there is more to it` +
          `${until && !draft ? `, or at ${localTime(until)}` : ''}. To take it back: ${undo}${draft ? ' --to-manifest' : ''}`,
      ];
    case 'reopen':
      return draft ? [] : [...filed, `${plural(ids.length, 'finding')} open again.`];
    case 'accept':
      return filed;
    default:
      return kind satisfies never;
  }
}

function them(ids: readonly string[]): string {
  return ids.length === 1 ? 'it' : 'any of them';
}
