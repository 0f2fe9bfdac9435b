import type { Finding } from '../../domain/finding.ts';
import { cleanText, clip } from '../text/clean.ts';
import { clientName } from '../text/headline.ts';
import { type Item, type Line, text } from './body.ts';

/** A finding in a numbered list of a summary: severity and client, title, id. */
export function shortItem(finding: Finding, marker: string): Item {
  return {
    marker,
    lead: finding.severity.toUpperCase(),
    text: clip(clientName(finding.client), MOST_CLIENT),
    details: [text(clip(cleanText(finding.title), MOST_TITLE)), text(finding.id)],
  };
}

/** A finding in a list of a digest: severity, client and title, id, and what else there is to say. */
export function digestItem({ severity, client, title, id }: Finding, ...more: readonly Line[]): Item {
  return {
    lead: severity.toUpperCase(),
    text: `${clip(clientName(client), MOST_NAME)}: ${clip(cleanText(title), MOST_TITLE)}`,
    details: [...more, text(id)],
  };
}

const MOST_CLIENT = 100;
const MOST_NAME = 80;
const MOST_TITLE = 160;
