/**
 * Text from outside (names of clients, roles and vendors, reasons) made safe to show: one line, no control characters,
 * no characters that reorder or hide other ones. Whoever creates a client chooses its name.
 */
export function cleanText(text: string): string {
  return text.replaceAll(LINE_BREAKING, ' ').replaceAll(INVISIBLE, '').replaceAll(/ {2,}/g, ' ').trim();
}

/** At most `max` characters (UTF-16 units) of a text; what is cut off shows as `...`. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max <= CUT.length) return CUT.slice(0, Math.max(0, max));
  const kept = text.slice(0, max - CUT.length).replace(HALF_PAIR, '');
  return `${kept.trimEnd()}${CUT}`;
}

const CUT = '...';
const LINE_BREAKING = /[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu;
/** Formatting characters (bidirectional overrides, zero width), lone halves of pairs, private use. */
const INVISIBLE = /[\p{Cf}\p{Cs}\p{Co}]/gu;
/** The first half of a surrogate pair whose second half was cut off. */
const HALF_PAIR = /[\uD800-\uDBFF]$/;
