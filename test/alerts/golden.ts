import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertMessage } from '../../lib/ports.ts';

/** The messages of a situation as one text: everything that a recipient or a filter sees. */
export function shown(messages: readonly AlertMessage[]): string {
  return messages.map(one).join('\n');
}

/** What `golden/<name>.txt` says that the messages are. Written to be read: change it by hand, and say why. */
export function golden(name: string): string {
  return readFileSync(join(__dirname, 'golden', `${name}.txt`), 'utf8');
}

/** An HTML document with a line for each block, so that people can read it. */
export function shownHtml(html: string | undefined): string {
  return (html ?? '').replaceAll(/<(?=(?:body|div|h[1-6]|head|li|meta|p|pre|style|title|ul)\b)/g, '\n<');
}

/** A document for programs, as a golden file has it. */
export function shownJson(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

function one({ key, at, subject, sms, attributes, text }: AlertMessage): string {
  const filters = Object.entries(attributes).map(([name, value]) => `${name}=${value}`);
  return [
    `Key: ${key}`,
    `At: ${at}`,
    `Filters: ${filters.join(', ')}`,
    `SMS: ${sms ?? '(none)'}`,
    `Subject: ${subject}`,
    '',
    text,
  ].join('\n');
}
