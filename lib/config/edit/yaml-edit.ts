import { isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import { UsageError } from '../../errors.ts';
import { type Path, pathText } from '../problem.ts';
import { afterColon, dashOf, endOf, itemStart, nodeAt, pairOf, startOf, type Tree, treeOf } from './located.ts';
import { columnOf, linesAfter, linesAtEnd, type Splice, spliced, withoutLines } from './splice.ts';
import { inline, inlinePair, itemLines, type Plain, pairLines } from './written.ts';

/**
 * Edits of a YAML text. Each cuts one place out of the text and puts something there, in the style of what stands
 * around it; comments, order, blank lines, quotes and line ends of everything else are not even looked at. Whether the
 * text then means what was intended is for the caller to check.
 */

/** Writes a value under a key, whether it is there already or not. */
export function withValue(text: string, path: Path, value: Plain): string {
  const [first, ...below] = path;
  if (below.length === 0 && treeOf(text).contents === null) {
    return spliced(text, linesAtEnd(text, pairLines(String(first), value, { column: 0, indentsLists: true })));
  }
  const { tree, parent, key } = parentOf(text, path);
  const pair = pairOf(parent, key);
  return spliced(text, pair ? replacement(text, pair, value) : addition(text, tree, { parent, key, value, path }));
}

/** Takes a key and its value out of a mapping. */
export function withoutKey(text: string, path: Path): string {
  const { parent, key } = parentOf(text, path);
  const pair = pairOf(parent, key);
  if (!pair) return text;
  const index = parent.items.indexOf(pair);
  if (parent.flow) return spliced(text, flowRemoval(text, parent, index));
  return spliced(text, withoutLines(text, startOf(pair.key), endOf(pair.value ?? pair.key)));
}

/** Appends an item to the list at `path`. */
export function withItem(text: string, path: Path, item: Plain): string {
  const list = listAt(text, path);
  const { parent, key } = parentOf(text, path);
  const pair = pairOf(parent, key);
  if (list.items.length > 0 || parent.flow || !pair) return spliced(text, append(text, list, item));
  // `[]` gives way to lines of its own.
  const after = afterColon(text, pair);
  const column = columnOf(text, startOf(parent)) + 2;
  const emptied = spliced(text, { start: after, end: endOf(list), text: '' });
  return spliced(emptied, linesAfter(emptied, after, itemLines(item, column)));
}

/** Takes an item out of the list at `path`; a list that has no other is written as an empty one. */
export function withoutItem(text: string, path: Path, index: number): string {
  const list = listAt(text, path);
  if (list.flow) return spliced(text, flowRemoval(text, list, index));
  if (list.items.length === 1) return withValue(text, path, []);
  return spliced(text, withoutLines(text, dashOf(list, index), endOf(list.items[index])));
}

function parentOf(text: string, path: Path): { tree: Tree; parent: YAMLMap; key: string } {
  const tree = treeOf(text);
  const above = path.slice(0, -1);
  const parent = nodeAt(tree, above);
  if (isMap(parent)) return { tree, parent, key: String(path.at(-1)) };
  throw new UsageError(`${pathText(above) || 'the file'} is no mapping that could be edited: edit it by hand`);
}

function listAt(text: string, path: Path): YAMLSeq {
  const list = nodeAt(treeOf(text), path);
  if (isSeq(list)) return list;
  throw new UsageError(`${pathText(path)} is no list that could be edited: edit it by hand`);
}

/**
 * A value on one line stays where it is; what stands on lines of its own gives way to a value behind its key, and the
 * comments before it stay.
 */
function replacement(text: string, pair: YAMLMap['items'][number], value: Plain): Splice {
  const { value: node } = pair;
  const isEmpty = isScalar(node) && node.value === null && node.source === '';
  const hasLinesOfItsOwn = (isMap(node) || isSeq(node)) && !node.flow;
  if (node && !isEmpty && !hasLinesOfItsOwn) {
    return { start: startOf(node), end: trimmedEnd(text, endOf(node)), text: inline(value) };
  }
  const start = afterColon(text, pair);
  if (!node || isEmpty) return { start, end: start, text: ` ${inline(value)}` };
  const { start: rest, end } = withoutLines(text, startOf(node), endOf(node));
  const comments = text.slice(start, rest);
  return COMMENTS.test(comments)
    ? { start, end, text: ` ${inline(value)}${comments}` }
    : { start, end: trimmedEnd(text, endOf(node)), text: ` ${inline(value)}` };
}

/** Ends of lines with or without comments, and nothing that belongs to the value, as an anchor does. */
const COMMENTS = /^(?:[ \t]*(?:#[^\n]*|\r)?(?:\n|$))*$/;

/** A block scalar ends after its line; what takes its place does not. */
function trimmedEnd(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length;
}

function addition(
  text: string,
  tree: Tree,
  { parent, key, value, path }: { parent: YAMLMap; key: string; value: Plain; path: Path },
): Splice {
  if (parent.flow) return flowAddition(parent, inlinePair(key, value));
  const column = columnOf(text, startOf(parent));
  const lines = pairLines(key, value, { column, indentsLists: indentsLists(text, tree) });
  // Nothing may follow the mark that ends a document.
  if (path.length > 1 || tree.directives?.docEnd) return linesAfter(text, endOf(parent), lines);
  return linesAtEnd(text, separatesSections(text, parent) ? ['', ...lines] : lines);
}

function append(text: string, list: YAMLSeq, item: Plain): Splice {
  if (list.flow) return flowAddition(list, inline(item));
  const column = columnOf(text, dashOf(list, 0));
  const last = list.items.at(-1);
  const isOnOneLine = isScalar(last) || ((isMap(last) || isSeq(last)) && last.flow === true);
  const lines = isOnOneLine ? [`${' '.repeat(column)}- ${inline(item)}`] : itemLines(item, column);
  return linesAfter(text, endOf(list), lines);
}

function flowAddition(collection: YAMLSeq | YAMLMap, written: string): Splice {
  const count = collection.items.length;
  const offset = count === 0 ? startOf(collection) + 1 : flowEnd(collection, count - 1);
  return { start: offset, end: offset, text: count === 0 ? written : `, ${written}` };
}

/** The item, and the comma that parted it from its neighbour; the only one with the blanks and ends of lines around it. */
function flowRemoval(text: string, collection: YAMLSeq | YAMLMap, index: number): Splice {
  if (collection.items.length === 1) {
    const inside = { start: startOf(collection) + 1, end: endOf(collection) - 1 };
    const before = text.slice(inside.start, itemStart(collection, 0));
    const after = text.slice(flowEnd(collection, 0), inside.end);
    if (/^\s*$/.test(before) && /^[\s,]*$/.test(after)) return { ...inside, text: '' };
  }
  const isLast = index === collection.items.length - 1;
  const start = isLast && index > 0 ? flowEnd(collection, index - 1) : itemStart(collection, index);
  return { start, end: isLast ? flowEnd(collection, index) : itemStart(collection, index + 1), text: '' };
}

function flowEnd(collection: YAMLSeq | YAMLMap, index: number): number {
  const item: unknown = collection.items[index];
  if (isSeq(collection)) return endOf(item);
  const pair = collection.items[index];
  return endOf(isMap(collection) && pair?.value ? pair.value : pair?.key);
}

/** Whether the file's lists stand further right than their keys: `vendors:\n  - name` and not `vendors:\n- name`. */
function indentsLists(text: string, { contents }: Tree): boolean {
  if (!isMap(contents)) return true;
  const lists = contents.items.flatMap(({ value }) => (isSeq(value) && !value.flow ? [value] : []));
  return !lists.some((list) => columnOf(text, startOf(list)) === columnOf(text, startOf(contents)));
}

/** Whether blank lines part the sections of the file. */
function separatesSections(text: string, { items }: YAMLMap): boolean {
  const [, ...others] = items.map(({ key }) => startOf(key));
  return others.length === 0 || others.some((start) => /\n[ \t]*\r?\n(#[^\n]*\n)*$/.test(text.slice(0, start)));
}
