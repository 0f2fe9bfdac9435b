import type { RunRecord } from '../../domain/run.ts';
import type { ClientNews } from '../group.ts';
import { cleanText, clip } from './clean.ts';
import { historyCommand } from './command.ts';
import { counted } from './counts.ts';
import { footerText, headerText } from './frame-text.ts';
import { clientName } from './headline.ts';
import { textOf } from './text-size.ts';
import { timeText } from './time-text.ts';
import { wrap, wrapCommand } from './wrap.ts';

/** Findings that a note names. More is counted. */
const MOST_FINDINGS = 100;

/** The body of a note that findings are no longer so: there is nothing to do. */
export function resolvedText(options: {
  readonly run: RunRecord;
  readonly groups: readonly ClientNews[];
  readonly stagedCount: number;
  readonly timeZone: string;
}): string {
  const { run, groups, stagedCount, timeZone } = options;
  const count = groups.reduce((sum, { transitions }) => sum + transitions.length, 0);
  let told = 0;
  const body = groups.flatMap((group) => {
    const shown = group.transitions.slice(0, MOST_FINDINGS - told);
    told += shown.length;
    if (shown.length === 0) return [];
    return [
      '',
      ...wrap(clip(clientName(group.client), MOST_NAME)),
      ...shown.flatMap((one) => oneText(one.finding, timeZone)),
    ];
  });
  return textOf([
    ...headerText(run, `RESOLVED in org ${cleanText(run.org)}: ${counted(count, 'finding')}`, timeZone),
    '',
    ...wrap('The findings below are no longer so. There is nothing to do.'),
    ...body,
    ...(count > told ? ['', `And ${count - told} more.`] : []),
    '',
    'Everything that happened:',
    ...wrapCommand(historyCommand({ org: run.org, since: run.startedAt }), { first: '  ' }),
    ...footerText(run, stagedCount),
  ]);
}

function oneText(
  { title, severity, firstSeen, id }: ClientNews['transitions'][number]['finding'],
  timeZone: string,
): string[] {
  return [
    ...wrap(clip(cleanText(title), MOST_TITLE), { first: '  - ' }),
    ...wrap(`was ${severity}, first seen ${timeText(firstSeen, timeZone)}`, { first: '    ' }),
    ...wrap(id, { first: '    ' }),
  ];
}

const MOST_NAME = 160;
const MOST_TITLE = 200;
