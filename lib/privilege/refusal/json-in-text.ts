/** More than any log line of a failing call has. */
const MOST_STARTS = 200;
/** Characters of one value: an error body has a few hundred, a dump of a whole exchange some thousands. */
const LONGEST_VALUE = 65_536;

/**
 * The JSON objects in a text, in their order: the text itself, or those within it (a log line, an HTTP dump), written
 * plainly or with escaped quotes. Bounded, so that no text takes long: what is longer or comes later is not found.
 */
export function jsonObjectsIn(text: string): readonly unknown[] {
  const whole = parsed(text);
  if (isObject(whole)) return [whole];
  if (typeof whole === 'string') return objectsWithin(whole);
  const found = objectsWithin(text);
  return found.length > 0 || !text.includes(ESCAPED_QUOTE) ? found : objectsWithin(text.replaceAll(ESCAPED_QUOTE, '"'));
}

const ESCAPED_QUOTE = '\\"';

function objectsWithin(text: string): unknown[] {
  const found: unknown[] = [];
  let starts = 0;
  for (let at = text.indexOf('{'); at >= 0 && starts < MOST_STARTS; starts += 1) {
    const end = endOfObject(text, at);
    const value = end === undefined ? undefined : parsed(text.slice(at, end));
    if (isObject(value)) found.push(value);
    at = text.indexOf('{', isObject(value) && end !== undefined ? end : at + 1);
  }
  return found;
}

/** The index after the brace that closes the one at `start`; braces within strings do not count. */
function endOfObject(text: string, start: number): number | undefined {
  const last = Math.min(text.length, start + LONGEST_VALUE);
  let depth = 0;
  let isString = false;
  for (let at = start; at < last; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '"') isString = !isString;
    else if (!isString && character === '{') depth += 1;
    else if (!isString && character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
