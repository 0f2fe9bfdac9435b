import { jsonEscape, UNPRINTABLE } from '../domain/unprintable.ts';

/** One document on one line, with everything escaped that could steer a terminal or hide in a name. */
export function jsonLine(document: unknown): string {
  return `${JSON.stringify(document).replace(UNPRINTABLE, jsonEscape)}\n`;
}
