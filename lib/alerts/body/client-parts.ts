import type { Transition } from '../../domain/finding.ts';
import type { Severity } from '../../domain/severity.ts';
import type { ClientNews } from '../group.ts';
import { headText, notesText, partText } from '../text/body-text.ts';
import { listCommand } from '../text/command.ts';
import { counted } from '../text/counts.ts';
import { bytesOf, MOST_TEXT_BYTES } from '../text/text-size.ts';
import { type Body, command, lines, type Part, text } from './body.ts';
import { clientPart, type Telling } from './frame.ts';

/** Findings that a message tells in full. More is counted: nobody reads it. */
const MOST_FINDINGS = 40;

/**
 * Every finding in full, by client, as far as there is room in a text beside the frame; the rest counted, with the
 * command that lists it.
 */
export function clientParts(
  telling: Telling,
  severity: Severity,
  groups: readonly ClientNews[],
  frame: Pick<Body, 'title' | 'facts' | 'notes'>,
  partOf: (number: number, transition: Transition) => Part,
): Part[] {
  const count = countOf(groups);
  const parts: Part[] = [];
  let room = MOST_TEXT_BYTES - bytesOf([...headText(frame), ...notesText(frame.notes)]) - ROOM_FOR_REST;
  let told = 0;
  for (const group of groups) {
    let heading = [clientPart(group, telling.ownerOf)];
    for (const transition of group.transitions) {
      const next = [...heading, partOf(told + 1, transition)];
      room -= bytesOf(next.flatMap(partText));
      if (told === MOST_FINDINGS || room < 0) return [...parts, restPart(telling.run.org, severity, count - told)];
      parts.push(...next);
      told += 1;
      heading = [];
    }
  }
  return parts;
}

export function countOf(groups: readonly ClientNews[]): number {
  return groups.reduce((sum, { transitions }) => sum + transitions.length, 0);
}

function restPart(org: string, severity: Severity, count: number): Part {
  return lines(
    text(`And ${counted(count, 'more finding')} of this severity. All of them:`),
    command(listCommand({ org, severity })),
  );
}

/** Bytes kept free for the lines that count the rest. */
const ROOM_FOR_REST = 1_000;
