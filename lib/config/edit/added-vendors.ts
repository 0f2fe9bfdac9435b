import { isMap, isSeq } from 'yaml';
import type { ProposedVendor } from '../../domain/manifest-proposal.ts';
import { UsageError } from '../../errors.ts';
import { plainVendor } from '../init/plain-vendor.ts';
import { vendorLines } from '../init/vendor-lines.ts';
import { afterColon, dashOf, endOf, nodeAt, pairOf, startOf, treeOf } from './located.ts';
import { columnOf, linesAfter, linesAtEnd, spliced } from './splice.ts';
import { withItem } from './yaml-edit.ts';

/** The text with entries at the end of its vendors, comments and all. Nothing else of it changes, to the byte. */
export function withVendors(text: string, vendors: readonly ProposedVendor[]): string {
  if (vendors.length === 0) return text;
  const tree = treeOf(text);
  const root = tree.contents;
  if (root === null) return spliced(text, linesAtEnd(text, section(vendors)));
  if (!isMap(root) || root.flow) throw new UsageError(UNUSUAL);
  const list = nodeAt(tree, ['vendors']);
  const pair = pairOf(root, 'vendors');
  if (!pair) {
    if (tree.directives?.docEnd) return spliced(text, linesAfter(text, endOf(root), ['', ...section(vendors)]));
    return spliced(text, linesAtEnd(text, ['', ...section(vendors)]));
  }
  if (!isSeq(list)) throw new UsageError(UNUSUAL);
  if (list.items.length === 0) {
    // `[]` gives way to lines of its own.
    const start = afterColon(text, pair);
    const emptied = spliced(text, { start, end: endOf(list), text: '' });
    return spliced(emptied, linesAfter(emptied, start, entries(vendors, columnOf(text, startOf(root)) + 2)));
  }
  // In brackets there is no room for comments.
  if (list.flow) return vendors.reduce((edited, vendor) => withItem(edited, ['vendors'], plainVendor(vendor)), text);
  const column = columnOf(text, dashOf(list, 0));
  return spliced(text, linesAfter(text, endOf(list), ['', ...entries(vendors, column)]));
}

function section(vendors: readonly ProposedVendor[]): string[] {
  return ['vendors:', ...entries(vendors, 2)];
}

/** A blank line between each two. */
function entries(vendors: readonly ProposedVendor[], column: number): string[] {
  return vendors.flatMap((vendor, index) => [
    ...(index === 0 ? [] : ['']),
    ...vendorLines(vendor, 'all').map((line) => ' '.repeat(column) + line),
  ]);
}

const UNUSUAL = 'the file writes its vendors in a way that cannot be added to here: add them by hand';
