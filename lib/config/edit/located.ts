import {
  type CST,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { UsageError } from '../../errors.ts';
import { type Path, pathText } from '../problem.ts';
import { MAX_ALIASES } from '../yaml-document.ts';

/** Where things stand in a YAML text: the offsets that an edit cuts at. */

export type Tree = Document.Parsed;

/** The same reading as `readYaml`'s, with the tokens of the source. */
export function treeOf(text: string): Tree {
  return parseDocument(text, { keepSourceTokens: true, prettyErrors: false, uniqueKeys: false, version: '1.2' });
}

/** What stands at a path: its node, or undefined where there is none. Throws if an alias is on the way: others use it. */
export function nodeAt(tree: Tree, path: Path): unknown {
  return path.reduce<unknown>((node, step, depth) => {
    if (isAlias(node)) throw behindAlias(path.slice(0, depth), node.source);
    if (isMap(node)) return pairOf(node, String(step))?.value;
    return isSeq(node) ? node.items[Number(step)] : undefined;
  }, tree.contents);
}

/** The plain value at a path; undefined where there is none. Aliases stand for what they repeat. */
export function valueAt(text: string, path: Path): unknown {
  const root: unknown = treeOf(text).toJS({ maxAliasCount: MAX_ALIASES });
  return path.reduce((value, step) => (value instanceof Object ? Reflect.get(value, step) : undefined), root);
}

/** True if an alias stands at the path. */
export function isAliased(tree: Tree, path: Path): boolean {
  return isAlias(nodeAt(tree, path));
}

export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key);
}

/** Where a node's own text ends; a block collection ends with its last leaf, not with the comments after it. */
export function endOf(node: unknown): number {
  if (isMap(node) && !node.flow) {
    const last = node.items.at(-1);
    if (last) return Math.max(endOf(last.key), last.value ? endOf(last.value) : 0);
  }
  if (isSeq(node) && !node.flow) {
    const last = node.items.length - 1;
    if (last >= 0) return Math.max(endOf(node.items[last]), dashOf(node, last) + 1);
  }
  return rangeOf(node)[1];
}

export function startOf(node: unknown): number {
  return rangeOf(node)[0];
}

/** Where the dash of an item of a block list stands. */
export function dashOf(list: YAMLSeq, index: number): number {
  const token = tokensBefore(list, index).find(({ type }) => type === 'seq-item-ind');
  if (!token) throw new UsageError(STRANGE);
  return token.offset;
}

/** Where an item of a flow list starts, its anchor and tag included. */
export function itemStart(list: YAMLSeq | YAMLMap, index: number): number {
  const property = tokensBefore(list, index).find(({ type }) => type === 'anchor' || type === 'tag');
  const item: unknown = list.items[index];
  return property?.offset ?? startOf(isSeq(list) ? item : list.items[index] && (item as Pair).key);
}

/** After the colon of a pair. */
export function afterColon(text: string, pair: Pair): number {
  const colon = /\s*:/y;
  colon.lastIndex = endOf(pair.key);
  const found = colon.exec(text);
  if (!found) throw new UsageError(STRANGE);
  return colon.lastIndex;
}

function tokensBefore(list: YAMLSeq | YAMLMap, index: number): readonly CST.SourceToken[] {
  const token = list.srcToken;
  return token && 'items' in token ? (token.items[index]?.start ?? []) : [];
}

function rangeOf(node: unknown): readonly [number, number, number] {
  const range = isScalar(node) || isCollection(node) || isAlias(node) ? node.range : undefined;
  if (!range) throw new UsageError(STRANGE);
  return range;
}

function behindAlias(path: Path, anchor: string): UsageError {
  return new UsageError(
    `${pathText(path)} repeats what stands under the anchor &${anchor}: an edit would change both. Write it out there first`,
  );
}

const STRANGE =
  'the file is written in a way that cannot be edited here without touching more than is meant: edit it by hand';
