import { FACTS_ID, ROOT_ID } from '../ids.ts';
import { followFilters } from './filters.ts';
import { followKeys } from './keys.ts';
import { allowNoMarkup } from './no-markup.ts';
import { ReportPage } from './report-page.ts';
import { followTheme } from './theme.ts';
import { unpackFacts } from './unpack.ts';

const root = document.getElementById(ROOT_ID);
const island = document.getElementById(FACTS_ID);
allowNoMarkup();
followTheme();
// What came with the page is painted before anything is computed.
requestAnimationFrame(() => setTimeout(start));

async function start(): Promise<void> {
  if (!root || !island?.textContent) return;
  if (!('DecompressionStream' in globalThis)) return sayTooOld(root);
  const facts = await unpackFacts(JSON.parse(island.textContent));
  const page = new ReportPage({ root, facts, viewedAt: new Date().toISOString() });
  followFilters(page);
  followKeys(page);
  page.open();
}

/** What came with the page stays: it can be read, and nothing of it was taken over. */
function sayTooOld(place: HTMLElement): void {
  const note = document.createElement('p');
  note.className = 'unseen-note';
  note.textContent =
    'This browser is too old for the rest of the report: below are the overview and the worst findings.';
  place.prepend(note);
}
