import { distance } from 'fastest-levenshtein';

/** `; did you mean \`scopes\`?` where one of the allowed words is near, else nothing. */
export function didYouMean(given: string, allowed: readonly string[]): string {
  const nearest = nearestWord(given, allowed);
  return nearest === undefined ? '' : `; did you mean \`${nearest}\`?`;
}

/** The allowed word with the fewest edits, if a third of the letters (at least two) would do; case does not count. */
export function nearestWord(given: string, allowed: readonly string[]): string | undefined {
  // A value of any length may be given; nothing of that length is a slip of the finger.
  if (given.length > LONGEST_WORD) return undefined;
  const wanted = given.toLowerCase();
  const limit = Math.max(2, Math.floor(given.length / 3));
  const ranked = allowed
    .map((word) => ({ word, edits: distance(wanted, word.toLowerCase()) }))
    .filter(({ word, edits }) => edits <= limit && edits < word.length)
    .sort((a, b) => a.edits - b.edits);
  return ranked[0]?.word;
}

const LONGEST_WORD = 80;
