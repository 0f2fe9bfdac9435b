/** Lines that an edit takes out and puts in, in the order of the file: what a person looks at before it is written. */
export function lineChange(
  before: string,
  after: string,
): { readonly removed: readonly string[]; readonly added: readonly string[] } {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  let top = 0;
  while (top < old.length && top < fresh.length && old[top] === fresh[top]) top += 1;
  let bottom = 0;
  const room = Math.min(old.length, fresh.length) - top;
  while (bottom < room && old.at(-1 - bottom) === fresh.at(-1 - bottom)) bottom += 1;
  const [gone, come] = [old.slice(top, old.length - bottom), fresh.slice(top, fresh.length - bottom)];
  return { removed: without(gone, come), added: without(come, gone) };
}

/** Each line of `others` cancels one that is equal. An edit moves no lines, so what is left is what it did. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0 && line.trim() !== '';
  });
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}
