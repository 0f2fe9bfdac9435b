import type { Transition } from '../../domain/finding.ts';
import type { ClientNews } from '../group.ts';
import { cleanText, clip } from '../text/clean.ts';
import { historyCommand } from '../text/command.ts';
import { counted } from '../text/counts.ts';
import { clientName } from '../text/headline.ts';
import { ageWords, timeText } from '../text/time-text.ts';
import { type Body, command, type Item, lines, type Part, text } from './body.ts';
import { countOf } from './client-parts.ts';
import { framed, type Telling } from './frame.ts';

/** Findings that a note names. More is counted. */
const MOST_FINDINGS = 100;

/** What a note says that findings are no longer so: there is nothing to do. */
export function resolvedBody(telling: Telling, groups: readonly ClientNews[]): Body {
  const { run } = telling;
  const { org } = run;
  const count = countOf(groups);
  let told = 0;
  const lists = groups.flatMap((group): Part[] => {
    const shown = group.transitions.slice(0, MOST_FINDINGS - told);
    told += shown.length;
    const items = shown.map((one) => resolvedItem(one, telling));
    return items.length === 0 ? [] : [{ kind: 'list', title: clip(clientName(group.client), MOST_NAME), items }];
  });
  return framed(telling, `RESOLVED in org ${cleanText(org)}: ${counted(count, 'finding')}`, [
    lines(text(isMended(groups) ? MENDED : SWITCHED_OFF)),
    ...lists,
    ...(count > told ? [lines(text(`And ${count - told} more.`))] : []),
    lines(text('Everything that happened:'), command(historyCommand({ org, since: run.startedAt }))),
  ]);
}

function resolvedItem({ finding, cause, before }: Transition, { run, timeZone }: Telling): Item {
  const { title, severity, firstSeen, id } = finding;
  const owner = before?.acknowledgement?.owner;
  const facts = `was ${severity}, for ${ageWords(firstSeen, run.at)} (since ${timeText(firstSeen, timeZone)})`;
  return {
    marker: '-',
    text: clip(cleanText(title), MOST_TITLE),
    details: [
      text(facts),
      ...(owner === undefined ? [] : [text(`looked after by ${clip(cleanText(owner), MOST_NAME)}`)]),
      // Nothing was mended then: nobody looks any more.
      ...(cause?.kind === 'rule-off'
        ? [text('its rule was switched off in guardian.yaml: it is no longer judged')]
        : []),
      text(id),
    ],
  };
}

function isMended(groups: readonly ClientNews[]): boolean {
  return groups.some(({ transitions }) => transitions.some(({ cause }) => cause?.kind !== 'rule-off'));
}

const MENDED = 'The findings below are no longer so. There is nothing to do.';
const SWITCHED_OFF = 'The rules of the findings below were switched off in guardian.yaml. Nothing was mended.';
const MOST_NAME = 160;
const MOST_TITLE = 200;
