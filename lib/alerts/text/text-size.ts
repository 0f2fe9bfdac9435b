/**
 * Bytes of a body. SNS takes 256 KB for a whole message with all of its renderings and attributes; what is longer than
 * this nobody reads anyway.
 */
export const MOST_TEXT_BYTES = 200_000;

export function bytesOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
}

/** Lines as one text that ends with a line break. */
export function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
