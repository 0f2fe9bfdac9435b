import type { Severity } from '../../domain/severity.ts';
import type { ClientNews } from '../group.ts';
import { cleanText } from '../text/clean.ts';
import { counted } from '../text/counts.ts';
import { placesText } from '../text/headline.ts';
import type { Body } from './body.ts';
import { clientParts, countOf } from './client-parts.ts';
import { findingPart } from './finding-part.ts';
import { framed, type Telling } from './frame.ts';

/** What an alert says: every finding of one severity in full, by client. */
export function alertBody(telling: Telling, severity: Severity, groups: readonly ClientNews[]): Body {
  const { run, timeZone } = telling;
  const findings = counted(countOf(groups), 'finding');
  const title = `${severity.toUpperCase()} in org ${cleanText(run.org)}: ${findings} on ${placesText(groups)}`;
  const frame = framed(telling, title, []);
  const context = { at: run.at, timeZone, audits: run.coverage.audits.status };
  const parts = clientParts(telling, severity, groups, frame, (number, transition) =>
    findingPart(number, transition, context),
  );
  return { ...frame, parts };
}
