/**
 * A text as a comment of YAML: on one line, not without end, and without any character that could end the line, steer a
 * terminal, hide, or turn the direction of reading. Names come from strangers; a comment that they could leave would be theirs.
 */
export function comment(text: string): string {
  return `# ${commentText(text)}`;
}

/** The same without its mark. */
export function commentText(text: string): string {
  const line = text.replace(/\s+/gu, ' ').replace(UNPRINTABLE, '\ufffd').trim();
  const characters = [...line];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : line;
}

/**
 * A text as a scalar of YAML: as it is where nobody could read it otherwise, else in double quotes, in which whatever is not
 * plainly printable is escaped.
 */
export function scalar(text: string): string {
  if (PLAIN.test(text) && !MISREAD.test(text)) return text;
  return JSON.stringify(text).replace(UNPRINTABLE, escaped);
}

const PLAIN = /^[A-Za-z][A-Za-z0-9._-]*(:[A-Za-z0-9*][A-Za-z0-9._*-]*)*$/;
/** Words that some reader of YAML takes for something else. */
const MISREAD = /^(y|n|yes|no|on|off|true|false|null|nan|inf)$/i;
/** Control characters, invisible and direction-changing ones, lone halves of pairs, private use, and no characters at all. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/gu;
const LONGEST = 180;

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
