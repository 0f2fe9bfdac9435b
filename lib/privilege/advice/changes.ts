import type { CallCount, Proof } from './advice.ts';
import { type Holding, helpsServe, isServed, lackOf, type Naming } from './names.ts';
import type { Needed, NeededCall } from './needed.ts';

/** What to do with each name that is held, and which names to add. */
export interface Changes {
  readonly keep: readonly Proof[];
  readonly remove: readonly { readonly name: string; readonly breaks: readonly CallCount[] }[];
  readonly narrow: readonly {
    readonly from: string;
    readonly to: readonly string[];
    readonly because: readonly CallCount[];
    readonly note?: string;
  }[];
  readonly add: readonly Proof[];
}

export interface ChangeInput {
  readonly naming: Naming;
  /** As granted, sorted. */
  readonly held: readonly string[];
  readonly minimal: readonly string[];
  readonly needed: Needed;
  /** Names that would serve the calls that lack something, by inference. */
  readonly inferred: readonly string[];
  /** False if nothing was observed: then nothing may go. */
  readonly mayRemove: boolean;
}

/**
 * Every held name is kept, removed or narrowed. Those that go fall into two kinds: what no call needs is removed, and all
 * of it may go at once; what serves a call that the kept names alone do not serve is narrowed to the names of the
 * minimal set that take its place, and has to stay until they are there.
 */
export function changesOf(input: ChangeInput): Changes {
  const { naming, held, minimal, needed, mayRemove } = input;
  const holds = naming.holding(held);
  const wanted = new Set(minimal);
  const after = naming.holding(minimal);
  const kept = held.filter((name) => wanted.has(name));
  const keeps = naming.holding(kept);
  const exchanged = needed.served.filter(({ need }) => isServed(need, holds) && !isServed(need, keeps));
  const news = minimal.filter((name) => !held.includes(name));
  const going = mayRemove ? held.filter((name) => !wanted.has(name)) : [];
  // Most of what goes has nothing to do with any call: then there is nothing to try.
  const named = new Set(needed.served.flatMap(({ need }) => need.alternatives.flat()));
  const touching = new Set([...named].flatMap(naming.implying));
  const narrow = going
    .filter((from) => touching.has(from))
    .flatMap((from) => narrowed(from, { naming, holds, after, exchanged, news }));
  const narrowedNames = new Set(narrow.map(({ from }) => from));
  const lacking = needed.served.filter(({ need }) => !isServed(need, holds));
  const replaced = new Set(narrow.flatMap(({ to }) => to));
  return {
    keep: (mayRemove ? kept : held).map((name) => keptProof(name, needed, { naming, wanted, after })),
    remove: going
      .filter((name) => !narrowedNames.has(name))
      .map((name) => ({
        name,
        breaks: touching.has(name) ? brokenBy([name], { naming, held, calls: needed.served }) : [],
      })),
    narrow,
    add: [
      ...minimal
        .filter((name) => !held.includes(name) && !replaced.has(name) && (mayRemove || !holds(name)))
        .map((name) => addedProof(name, lacking, { naming, after })),
      ...input.inferred.map((name) => inferredProof(name, input)),
    ],
  };
}

/** The calls that the held names serve, and no longer do without the removed ones. */
export function brokenBy(
  removed: readonly string[],
  {
    naming,
    held,
    calls,
  }: { readonly naming: Naming; readonly held: readonly string[]; readonly calls: readonly NeededCall[] },
): CallCount[] {
  // Most of what is removed has nothing to do with any call: then there is nothing to try.
  const touched = calls.filter(({ need }) =>
    need.alternatives.flat().some((wanted) => removed.some((name) => naming.implies(name, wanted))),
  );
  if (touched.length === 0) return [];
  const before = naming.holding(held);
  const after = naming.holding(held.filter((name) => !removed.includes(name)));
  return counted(touched.filter(({ need }) => isServed(need, before) && !isServed(need, after)));
}

/** Calls as they are shown. */
export function counted(calls: readonly NeededCall[]): CallCount[] {
  return calls.map(({ call: { method, template, requests } }) => ({ method, template, requests }));
}

interface Exchange {
  readonly naming: Naming;
  readonly holds: Holding;
  /** What the minimal set holds. */
  readonly after: Holding;
  /** Calls that the kept names alone do not serve. */
  readonly exchanged: readonly NeededCall[];
  readonly news: readonly string[];
}

function narrowed(from: string, { naming, holds, after, exchanged, news }: Exchange): Changes['narrow'] {
  const calls = exchanged.filter(({ need }) => helpsServe(from, need, { naming, holds }));
  if (calls.length === 0) return [];
  const to = news.filter((name) => calls.some(({ need }) => helpsServe(name, need, { naming, holds: after })));
  const note = choiceNotes(to, calls, naming).join('. ');
  return [{ from, to: to.sort(), because: counted(calls), ...(note !== '' && { note }) }];
}

function keptProof(
  name: string,
  { served }: Needed,
  { naming, wanted, after }: { readonly naming: Naming; readonly wanted: ReadonlySet<string>; readonly after: Holding },
): Proof {
  if (!wanted.has(name)) return { name, because: [], note: 'nothing was observed, so nothing is known of it' };
  return { name, because: counted(served.filter(({ need }) => helpsServe(name, need, { naming, holds: after }))) };
}

function addedProof(
  name: string,
  lacking: readonly NeededCall[],
  { naming, after }: { readonly naming: Naming; readonly after: Holding },
): Proof {
  const calls = lacking.filter(({ need }) => helpsServe(name, need, { naming, holds: after }));
  const note = calls.some(({ call }) => call.basis === 'succeeded') ? SUCCEEDS[naming.kind] : DECLARED;
  return { name, because: counted(calls), note: [note, ...choiceNotes([name], calls, naming)].join('. ') };
}

function inferredProof(name: string, { naming, held, minimal, inferred, needed }: ChangeInput): Proof {
  const holds = naming.holding([...held, ...minimal]);
  const after = naming.holding(inferred);
  const calls = needed.lacking.filter(({ need }) => {
    const { alternatives } = lackOf(need, holds);
    return alternatives.some(
      (alternative) => alternative.some((wanted) => naming.implies(name, wanted)) && alternative.every(after),
    );
  });
  return { name, because: counted(calls), note: [INFERENCE, ...choiceNotes([name], calls, naming)].join('. ') };
}

/** Which permissions would open the calls as well: they need not show the same data. */
function choiceNotes(chosen: readonly string[], calls: readonly NeededCall[], { kind }: Naming): string[] {
  const names = calls.flatMap(({ need }) => (need.alternatives.length > 1 ? need.alternatives.flat() : []));
  const others = [...new Set(names)].filter((other) => !chosen.includes(other)).sort();
  if (kind === 'scopes' || others.length === 0) return [];
  return [
    `Of what opens the calls this is the least risk. It may not show the same data as ${others.join(', ')}: ask the vendor`,
  ];
}

const DECLARED = 'declared in guardian.yaml: nobody saw the calls yet';
const SUCCEEDS: Readonly<Record<Naming['kind'], string>> = {
  scopes: 'the calls succeed without it, so scopes are not enforced: they would fail on the day they are',
  permissions:
    'the calls succeeded though no role gives it now: a role was narrowed since, or the API definition names a wrong permission. Try before you add it',
};
const INFERENCE =
  'inference: the calls never succeeded, and no grant allows them; usage does not tell a 403 from other answers. Not part of the minimal set';
