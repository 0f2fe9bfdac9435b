import { isConclusive, type Judgement } from '../../rules/engine.ts';

/** How much of what a rule was asked about in a range was answered. */
export interface Answered {
  /** Share of the time in which the rule knew, over all that it judges; absent if it was asked about nothing. */
  readonly share?: number;
  /** Why it did not know, the reason that held longest first. */
  readonly because: readonly string[];
}

interface Span {
  readonly from: string;
  to?: string;
  readonly judgement: Judgement;
}

interface Asked {
  since: string;
  milliseconds: number;
  unknown: Span[];
}

/** Remembers when rules had no answer, so that silence is not taken for a verdict. Changes itself. */
export class KnownTimes {
  readonly #asked = new Map<string, Map<string, Asked>>();

  /** Notes what a rule said of a client, or of the org, from now on. */
  note(judgement: Judgement, at: string): void {
    const byClient = this.#asked.get(judgement.rule) ?? new Map<string, Asked>();
    this.#asked.set(judgement.rule, byClient);
    const asked = byClient.get(judgement.clientId) ?? { since: '', milliseconds: 0, unknown: [] };
    byClient.set(judgement.clientId, asked);
    if (asked.since === '') asked.since = at;
    const last = asked.unknown.at(-1);
    const isOpen = last !== undefined && last.to === undefined;
    const isUnknown = judgement.because !== undefined && judgement.unknownSubjects?.length !== 0;
    // A reason that moves by itself (a data time) is still the same gap.
    if (isOpen && isUnknown && isAlike(last.judgement, judgement)) return;
    if (isOpen) last.to = at;
    if (isUnknown) asked.unknown.push({ from: at, judgement });
  }

  /** A client is gone: nobody is asked about it any more. */
  end(clientId: string, at: string): void {
    for (const byClient of this.#asked.values()) {
      const asked = byClient.get(clientId);
      if (asked) close(asked, at);
    }
  }

  /** True if the rule could say nothing of the subject at that time, or was not asked. */
  isUnknown(
    about: { readonly rule: string; readonly clientId: string; readonly subject: string },
    at: string,
  ): boolean {
    const asked = this.#asked.get(about.rule)?.get(about.clientId);
    const span = asked?.unknown.find(({ from, to }) => from <= at && (to === undefined || at < to));
    return span !== undefined && !isConclusive(span.judgement, about.subject);
  }

  /** What a rule answered up to the end of the range. */
  answered(rule: string, until: string): Answered {
    let [all, unknown] = [0, 0];
    const reasons = new Map<string, number>();
    for (const asked of this.#asked.get(rule)?.values() ?? []) {
      all += asked.milliseconds + (asked.since === '' ? 0 : lengthOf(asked.since, until));
      for (const { from, to = until, judgement } of asked.unknown) {
        const length = lengthOf(from, to);
        unknown += length;
        const because = judgement.because ?? '';
        reasons.set(because, (reasons.get(because) ?? 0) + length);
      }
    }
    const because = [...reasons].sort(([, a], [, b]) => b - a).map(([reason]) => reason);
    if (all === 0)
      return { because, ...(this.#asked.has(rule) && { share: unknown > 0 || because.length > 0 ? 0 : 1 }) };
    return { share: 1 - unknown / all, because };
  }
}

function close(asked: Asked, at: string): void {
  if (asked.since !== '') asked.milliseconds += lengthOf(asked.since, at);
  asked.since = '';
  const last = asked.unknown.at(-1);
  if (last && last.to === undefined) last.to = at;
}

function isAlike(a: Judgement, b: Judgement): boolean {
  const subjects = ({ unknownSubjects }: Judgement) => unknownSubjects?.join('\n');
  return subjects(a) === subjects(b);
}

function lengthOf(from: string, to: string): number {
  return Math.max(0, Date.parse(to) - Date.parse(from));
}
