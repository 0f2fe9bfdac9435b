import anyAscii from 'any-ascii';
import { cleanText } from './clean.ts';

/**
 * A text in printable ASCII: `Müller` → `Muller`, `Звук` → `Zvuk`. What has no spelling in ASCII becomes `?`, so that a
 * name never vanishes. For subjects: SNS takes ASCII only, and mail gateways mangle the rest.
 */
export function toAscii(text: string): string {
  const spelled = [...cleanText(text)].map((character) => anyAscii(character) || '?').join('');
  return cleanText(spelled.replaceAll(/[^\x20-\x7e]/g, '?'));
}
