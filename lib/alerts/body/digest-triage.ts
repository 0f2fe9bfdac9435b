import type { Acknowledged } from '../../domain/triage.ts';
import { isWorse } from '../../domain/triage.ts';
import type { DigestNews, StaleWaiver, Waived } from '../digest-news.ts';
import { cleanText, clip } from '../text/clean.ts';
import { waiveCommand } from '../text/command.ts';
import { counted } from '../text/counts.ts';
import { ageWords, timeText, untilWords } from '../text/time-text.ts';
import { command, type Item, lines, type Part, text } from './body.ts';
import { digestItem } from './finding-item.ts';

interface Telling {
  readonly facts: { readonly org: string; readonly slot: string };
  readonly news: Pick<DigestNews, 'acknowledged' | 'ending' | 'stale'>;
  readonly timeZone: string;
}

/** What somebody looks after: by owner, the oldest acknowledgement first. */
export function acknowledgedParts({ facts: { slot }, news }: Telling): Part[] {
  const shown = news.acknowledged.slice(0, MOST_SHOWN);
  const owners = [...new Set(shown.map(({ acknowledgement }) => acknowledgement.owner))];
  return [
    ...owners.map((owner): Part => {
      const items = shown
        .filter(({ acknowledgement }) => acknowledgement.owner === owner)
        .map((one) => acknowledgedItem(one, slot));
      return { kind: 'list', title: `${said(owner)}: ${counted(items.length, 'finding')}`, items };
    }),
    ...more(news.acknowledged.length - shown.length),
  ];
}

function acknowledgedItem({ finding, acknowledgement }: Acknowledged, slot: string): Item {
  const { by, at, note } = acknowledgement;
  const why = note === undefined ? '' : `: ${said(note)}`;
  return digestItem(finding, text(`acknowledged ${ageWords(at, slot)} ago by ${said(by)}${why}`));
}

/** Waivers that end soon: who gave them, why, when they end, and how to prolong them. */
export function endingParts({ facts: { org, slot }, news, timeZone }: Telling): Part[] {
  if (news.ending.length === 0) return [];
  const items = news.ending.slice(0, MOST_SHOWN).map(({ finding, waiver }): Item => {
    const { by, reason, until, source } = waiver;
    return digestItem(
      finding,
      text(`ends ${timeText(until, timeZone)}, ${untilWords(slot, until)}`),
      text(`waived by ${said(by)}: ${said(reason)}`),
      source === 'manifest'
        ? text('to prolong it: a later `until` under `waivers` of guardian.yaml')
        : command(waiveCommand({ org, id: finding.id, reason: clip(cleanText(reason), MOST_SAID) })),
    );
  });
  return [{ kind: 'list', items }, ...more(news.ending.length - items.length)];
}

/** Waivers that no longer say what is so, and what to do about each. */
export function staleParts({ facts: { org }, news }: Telling): Part[] {
  if (news.stale.length === 0) return [];
  const items = news.stale.slice(0, MOST_SHOWN).map((one) => staleItem(one, org));
  return [{ kind: 'list', items }, ...more(news.stale.length - items.length)];
}

function staleItem(stale: StaleWaiver, org: string): Item {
  if (stale.kind === 'shrank') return shrunkItem(stale, org);
  const { kind, id, finding } = stale;
  const words = text(STALE[kind]);
  return finding ? digestItem(finding, words) : { text: said(id), details: [words] };
}

function shrunkItem({ finding, waiver }: Waived, org: string): Item {
  const milder = isWorse(waiver.covers.severity, finding.severity) ? ` and weighs ${finding.severity} only` : '';
  return digestItem(
    finding,
    text(`covers more than there is now: the finding became smaller${milder}. To cover just what is left:`),
    command(waiveCommand({ org, id: finding.id, reason: clip(cleanText(waiver.reason), MOST_SAID) })),
  );
}

const STALE: Readonly<Record<Exclude<StaleWaiver['kind'], 'shrank'>, string>> = {
  resolved: 'resolved meanwhile: its entry under `waivers` of guardian.yaml can go',
  unknown: 'no finding has this id: its entry under `waivers` of guardian.yaml waives nothing',
  ended: 'its entry under `waivers` of guardian.yaml has ended: take it out, or give it a later `until`',
  outgrown: 'open, since its entry under `waivers` of guardian.yaml was written for other evidence',
};

function more(count: number): Part[] {
  return count > 0 ? [lines(text(`and ${count} more`))] : [];
}

function said(words: string): string {
  return clip(cleanText(words), MOST_SAID);
}

const MOST_SHOWN = 20;
const MOST_SAID = 200;
