import { UNPRINTABLE } from '../../domain/unprintable.ts';

/**
 * A message as viewers show it. Viewers make a link of `[name](address)`, and a stranger's name must not be one: the two
 * halves are kept apart. Source: SARIF 2.1.0, 3.11.6, messages with embedded links.
 */
export function messageText(text: string): string {
  return plainText(text).replaceAll('](', '] (') || '-';
}

/** The same outside messages, where nothing is a link. */
export function plainText(text: string): string {
  return text.replace(UNPRINTABLE, '\ufffd');
}
