import type { RunRecord } from '../../domain/run.ts';
import type { Severity } from '../../domain/severity.ts';
import type { ClientNews } from '../group.ts';
import { cleanText } from './clean.ts';
import { listCommand } from './command.ts';
import { counted } from './counts.ts';
import { findingText } from './finding-text.ts';
import { clientHeading, footerText, headerText } from './frame-text.ts';
import { placesText } from './headline.ts';
import { bytesOf, MOST_TEXT_BYTES, textOf } from './text-size.ts';
import { wrap, wrapCommand } from './wrap.ts';

/** Findings that a message tells in full. More is counted: nobody reads it. */
const MOST_FINDINGS = 40;

/** The body of an alert: every finding in full, by client, as far as there is room; the rest counted. */
export function alertText(options: {
  readonly run: RunRecord;
  readonly severity: Severity;
  readonly groups: readonly ClientNews[];
  readonly stagedCount: number;
  readonly timeZone: string;
}): string {
  const { run, severity, groups, stagedCount, timeZone } = options;
  const count = groups.reduce((sum, { transitions }) => sum + transitions.length, 0);
  const header = headerText(run, alertTitle(run.org, severity, groups, count), timeZone);
  const footer = footerText(run, stagedCount);
  const context = { at: run.at, timeZone, audits: run.coverage.audits.status };

  const body: string[] = [];
  let room = MOST_TEXT_BYTES - bytesOf([...header, ...footer]) - ROOM_FOR_REST;
  let told = 0;
  for (const group of groups) {
    let heading = ['', ...clientHeading(group)];
    for (const transition of group.transitions) {
      const lines = [...heading, '', ...findingText(told + 1, transition, context)];
      room -= bytesOf(lines);
      if (told === MOST_FINDINGS || room < 0) {
        return textOf([...header, ...body, ...restLines(run.org, severity, count - told), ...footer]);
      }
      body.push(...lines);
      told += 1;
      heading = [];
    }
  }
  return textOf([...header, ...body, ...footer]);
}

/** `HIGH in org prod: 3 findings on 2 clients`. */
function alertTitle(org: string, severity: Severity, groups: readonly ClientNews[], count: number): string {
  return `${severity.toUpperCase()} in org ${cleanText(org)}: ${counted(count, 'finding')} on ${placesText(groups)}`;
}

function restLines(org: string, severity: Severity, count: number): string[] {
  return [
    '',
    ...wrap(`And ${counted(count, 'more finding')} of this severity. All of them:`),
    ...wrapCommand(listCommand({ org, severity }), { first: '  ' }),
  ];
}

/** Bytes kept free for the lines that count the rest. */
const ROOM_FOR_REST = 1_000;
