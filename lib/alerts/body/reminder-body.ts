import type { Finding } from '../../domain/finding.ts';
import { countBySeverity, type Severity } from '../../domain/severity.ts';
import type { ClientNews } from '../group.ts';
import type { OwnerOf } from '../owners.ts';
import { cleanText, clip } from '../text/clean.ts';
import { ackCommand, listCommand, waiveCommand } from '../text/command.ts';
import { counted, severityCountsText } from '../text/counts.ts';
import { placesText } from '../text/headline.ts';
import { ageWords } from '../text/time-text.ts';
import { type Body, command, lines, type Part, text } from './body.ts';
import { clientParts, countOf } from './client-parts.ts';
import { shortItem } from './finding-item.ts';
import { reminderPart } from './finding-part.ts';
import { framed, type Telling } from './frame.ts';

const WHY =
  'Nobody has acknowledged, waived or mended what follows. An acknowledgement or a waiver ends these reminders.';

/** What a reminder says: findings of one severity that are still open, in full; the client with the oldest first. */
export function reminderBody(telling: Telling, severity: Severity, groups: readonly ClientNews[]): Body {
  const { run, timeZone, ownerOf } = telling;
  const findings = counted(countOf(groups), 'finding');
  const title = `STILL OPEN in org ${cleanText(run.org)}: ${findings} of severity ${severity} on ${placesText(groups)}`;
  const intro = lines(text(WHY), ...whoToAsk(groups, ownerOf).map(text));
  const frame = framed(telling, title, [intro]);
  const context = { at: run.at, timeZone, audits: run.coverage.audits.status };
  const parts = clientParts(telling, severity, groups, frame, (number, { finding }) =>
    reminderPart(number, finding, ageWords(finding.firstSeen, run.at), context),
  );
  return { ...frame, parts: [intro, ...parts] };
}

/** Stands for all reminders of a run in which too many fall due at once. `findings`: oldest first. */
export function manyRemindersBody(telling: Telling, findings: readonly Finding[], limit: number): Body {
  const { run } = telling;
  const { org } = run;
  const parts: Part[] = [
    lines(
      text(`More than ${limit} at once: this one message stands for all of them. ${WHY}`),
      text(`By severity: ${severityCountsText(countBySeverity(findings))}`),
    ),
    {
      kind: 'list',
      title: `The oldest ${Math.min(OLDEST_SHOWN, findings.length)}:`,
      items: findings.slice(0, OLDEST_SHOWN).map((finding, index) => ({
        ...shortItem(finding, `${index + 1}.`),
        details: [
          text(clip(cleanText(finding.title), MOST_TITLE)),
          text(`open for ${ageWords(finding.firstSeen, run.at)}; ${finding.id}`),
        ],
      })),
    },
    lines(text('All of them:'), command(listCommand({ org }))),
    lines(
      text('To acknowledge one:'),
      command(ackCommand({ org, id: 'ID' })),
      text('To waive one:'),
      command(waiveCommand({ org, id: 'ID' })),
    ),
  ];
  const title = `STILL OPEN in org ${cleanText(org)}: ${counted(findings.length, 'finding')}`;
  return framed(telling, title, parts);
}

/** Who answers for the vendors, and where nobody is named. */
function whoToAsk(groups: readonly ClientNews[], ownerOf: OwnerOf): string[] {
  const owners = new Set(groups.flatMap(({ vendor }) => ownerOf(vendor) ?? []));
  const unowned = new Set(groups.flatMap(({ vendor }) => (vendor !== null && !ownerOf(vendor) ? [vendor] : [])));
  return [
    ...(owners.size > 0 ? [`Who should look: ${listed(owners)}`] : []),
    ...(unowned.size > 0 ? [`Nobody is named as owner in guardian.yaml: ${listed(unowned)}`] : []),
  ];
}

function listed(names: ReadonlySet<string>): string {
  const all = [...names].map((name) => clip(cleanText(name), MOST_NAME));
  const hidden = all.length - MOST_NAMES;
  return hidden > 0 ? `${all.slice(0, MOST_NAMES).join(', ')} and ${hidden} more` : all.join(', ');
}

const OLDEST_SHOWN = 10;
const MOST_TITLE = 160;
const MOST_NAMES = 5;
const MOST_NAME = 80;
