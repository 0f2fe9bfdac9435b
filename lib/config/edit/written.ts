import { stringify } from 'yaml';

/** YAML of single values, in the two ways in which a file may want them. */

/** Plain data that an edit writes. */
export type Plain = string | number | readonly Plain[] | { readonly [key: string]: Plain };

/** On one line, for a flow collection or after a key: `[ a, "b, c" ]`. Quoted wherever brackets and commas could mislead. */
export function inline(value: Plain): string {
  const list = stringify([value], { ...STYLE, collectionStyle: 'flow' }).trim();
  return list.slice(1, -1).trim();
}

/** `key: value` on one line. */
export function inlinePair(key: string, value: Plain): string {
  return inline({ [key]: value })
    .slice(1, -1)
    .trim();
}

/** Lines of an item of a block list: `- name: x`, `  divisions: …`. */
export function itemLines(value: Plain, column: number): string[] {
  return indented(stringify([value], STYLE), column);
}

/** Lines of a pair of a block mapping. */
export function pairLines(
  key: string,
  value: Plain,
  { column, indentsLists }: { readonly column: number; readonly indentsLists: boolean },
): string[] {
  return indented(stringify({ [key]: value }, { ...STYLE, indentSeq: indentsLists }), column);
}

/**
 * Text of several lines is written with escapes on one, however long it is: a block, or quotes that go on on the next
 * line, would hang on the indentation around them.
 */
const STYLE = {
  lineWidth: 0,
  blockQuote: false,
  doubleQuotedMinMultiLineLength: Number.POSITIVE_INFINITY,
  aliasDuplicateObjects: false,
} as const;

function indented(yaml: string, column: number): string[] {
  return yaml
    .trimEnd()
    .split('\n')
    .map((line) => ' '.repeat(column) + line);
}
