import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
} from 'yaml';
import type { Path } from './problem.ts';

/** Something wrong at an offset of the text. */
export interface TreeProblem {
  readonly offset: number;
  readonly path: Path;
  readonly message: string;
}

/**
 * Finds what the parser lets pass or says unclearly, and puts plain text in its place, so that the rest can be judged:
 * aliases without an anchor (nearly always an unquoted `*`), keys written twice, keys that are no text.
 */
export function repairTree(document: Document.Parsed, text: string): TreeProblem[] {
  const repair: Repair = { text, anchors: new Set(), problems: [] };
  repaired(document.contents, [], repair);
  return repair.problems;
}

interface Repair {
  readonly text: string;
  /** An alias may only repeat what stands before it. Asking the document about each alias would read all of it each time. */
  readonly anchors: Set<string>;
  readonly problems: TreeProblem[];
}

function repaired(node: unknown, path: Path, repair: Repair): unknown {
  if (isAlias(node)) return repairedAlias(node, path, repair);
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return node;
  if (node.anchor) repair.anchors.add(node.anchor);
  if (isSeq(node)) node.items = node.items.map((item, index) => repaired(item, [...path, index], repair));
  if (isMap(node)) repairMap(node, path, repair);
  return node;
}

function repairedAlias(alias: Alias, path: Path, { text, anchors, problems }: Repair): unknown {
  if (anchors.has(alias.source)) return alias;
  const offset = startOf(alias) ?? 0;
  const written = /^[^\r\n,\]}#]*/.exec(text.slice(offset))?.[0].trim() ?? '*';
  problems.push({ offset, path, message: `an unquoted * starts an alias in YAML; quote it: "${written}"` });
  return plainScalar(written, alias);
}

function repairMap(map: YAMLMap, path: Path, repair: Repair): void {
  const { problems } = repair;
  const seen = new Set<string>();
  for (const pair of map.items) {
    const key = keyText(pair);
    const below = [...path, key];
    const offset = startOf(pair.key) ?? startOf(map) ?? 0;
    if (seen.has(key)) problems.push({ offset, path: below, message: `key \`${key}\` is written twice` });
    seen.add(key);
    if (!isScalar(pair.key)) {
      problems.push({ offset, path, message: 'a key has to be plain text, not a list, mapping or alias' });
      pair.key = plainScalar(key, pair.key);
    }
    repaired(pair.key, below, repair);
    pair.value = repaired(pair.value, below, repair);
  }
}

/** The offset of the key or value at `path`; where there is none, of the nearest thing around it. */
export function offsetOf(document: Document.Parsed, path: Path, at: 'key' | 'value'): number {
  const { pair, value, nearest } = follow(document, path);
  const own = at === 'key' ? startOf(pair?.key) : isEmpty(value) ? startOf(pair?.key) : startOf(value);
  return own ?? nearest;
}

/** Walks down a path, through aliases. `nearest` is where the last thing on the way starts. */
export function follow(
  document: Document.Parsed,
  path: Path,
): { pair?: Pair | undefined; value: unknown; nearest: number } {
  let value: unknown = document.contents;
  let pair: Pair | undefined;
  let nearest = startOf(value) ?? 0;
  for (const step of path) {
    const around = isAlias(value) ? value.resolve(document) : value;
    pair = isMap(around) ? pairsOf(around).get(String(step)) : undefined;
    value = isSeq(around) ? around.items[Number(step)] : pair?.value;
    nearest = startOf(value) ?? startOf(pair?.key) ?? nearest;
  }
  return { pair, value, nearest };
}

/** A scalar in the place of another node. */
function plainScalar(value: string, at: unknown): Scalar {
  const scalar = new Scalar(value);
  scalar.range = (at as Node | null)?.range ?? null;
  return scalar;
}

const indexes = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

/** The pairs of a mapping by key, made once: a file may hold as many mistakes as keys. The last of equal keys counts. */
function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  const known = indexes.get(map);
  if (known) return known;
  const index = new Map(map.items.map((pair) => [keyText(pair), pair] as const));
  indexes.set(map, index);
  return index;
}

function keyText({ key }: Pair): string {
  return isScalar(key) ? String(key.value ?? '') : String(key);
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.value === null && node.source === '';
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
}
