import { jsonEscape, UNPRINTABLE } from '../../domain/unprintable.ts';

/** JSON of the value on one line, in which nothing stands that could steer a terminal or begin another line. */
export function safeJsonLine(value: unknown): string {
  return JSON.stringify(value).replace(UNPRINTABLE, jsonEscape);
}
