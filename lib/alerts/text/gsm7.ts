import { toAscii } from './ascii.ts';
import { cleanText } from './clean.ts';

/**
 * The GSM 7-bit alphabet of text messages (3GPP TS 23.038 §6.2.1): 160 septets make one part. One character outside of
 * it turns the whole message into UCS-2, and 70 characters are a part.
 */

/** Length in septets. @throws RangeError for a character outside the alphabet */
export function gsm7Length(text: string): number {
  let septets = 0;
  for (const character of text) septets += septetsOf(character);
  return septets;
}

/** True if every character is in the alphabet. */
export function isGsm7(text: string): boolean {
  return [...text].every((character) => BASIC.has(character) || EXTENDED.has(character));
}

/** A text in the alphabet, on one line: what is outside of it is spelled in ASCII, or else `?`. */
export function toGsm7(text: string): string {
  const spelled = [...cleanText(text)].map((character) => (isGsm7(character) ? character : inAlphabet(character)));
  return cleanText(spelled.join(''));
}

/** At most `maxSeptets` of a text that is in the alphabet; what is cut off shows as `...`. */
export function clipGsm7(text: string, maxSeptets: number): string {
  if (gsm7Length(text) <= maxSeptets) return text;
  const room = maxSeptets - CUT.length;
  let kept = '';
  let septets = 0;
  for (const character of text) {
    septets += septetsOf(character);
    if (septets > room) break;
    kept += character;
  }
  return room < 0 ? CUT.slice(0, Math.max(0, maxSeptets)) : `${kept.trimEnd()}${CUT}`;
}

function septetsOf(character: string): number {
  if (BASIC.has(character)) return 1;
  if (EXTENDED.has(character)) return 2;
  throw new RangeError(`not in the GSM 7-bit alphabet: ${JSON.stringify(character)}`);
}

/** The back quote is the one printable ASCII character that the alphabet lacks. */
function inAlphabet(character: string): string {
  return [...toAscii(character)].map((spelled) => (spelled === '`' ? "'" : spelled)).join('');
}

const CUT = '...';
const BASIC = new Set(
  '@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Each takes an escape septet before it. */
const EXTENDED = new Set('^{}\\[~]|€');
