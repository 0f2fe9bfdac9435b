import { NO_CLIENT } from '../../domain/finding.ts';
import { cleanText } from './clean.ts';

/**
 * Commands that messages name, in pieces between which a line may break: an option stays with its value. Pasting one
 * into a shell never runs anything else, whatever a name holds.
 */

export function listCommand(options: {
  readonly org: string;
  readonly client?: { readonly id: string };
  readonly rule?: string;
  readonly severity?: string;
}): string[] {
  const { org, client, rule, severity } = options;
  const words = ['guardian findings', `--org ${quoted(org)}`];
  if (client && client.id !== NO_CLIENT.id) words.push(`--client ${quoted(client.id)}`);
  if (rule) words.push(`--rule ${quoted(rule)}`);
  if (severity) words.push(`--severity ${quoted(severity)}`);
  return words;
}

export function showCommand({
  org,
  client,
}: {
  readonly org: string;
  readonly client: { readonly id: string };
}): string[] {
  return ['guardian show', `--org ${quoted(org)}`, `--client ${quoted(client.id)}`];
}

export function historyCommand({ org, since }: { readonly org: string; readonly since: string }): string[] {
  return ['guardian history', `--org ${quoted(org)}`, `--since ${quoted(since)}`];
}

export function doctorCommand({ org }: { readonly org: string }): string[] {
  return ['guardian doctor', `--org ${quoted(org)}`];
}

export function scanCommand({ org }: { readonly org: string }): string[] {
  return ['guardian scan', `--org ${quoted(org)}`];
}

export function draftCommand({ org, client }: { readonly org: string; readonly client: string }): string[] {
  return ['guardian advise', `--org ${quoted(org)}`, `--client ${quoted(client)}`, '--format manifest'];
}

export function ackCommand({ org, id }: { readonly org: string; readonly id: string }): string[] {
  return [`guardian ack ${quoted(id)}`, `--org ${quoted(org)}`, '--owner NAME'];
}

/** With a reason where a waiver is to be prolonged for the same one. */
export function waiveCommand({
  org,
  id,
  reason,
}: {
  readonly org: string;
  readonly id: string;
  readonly reason?: string;
}): string[] {
  const why = reason === undefined ? '"WHY"' : quoted(reason);
  return [`guardian waive ${quoted(id)}`, `--org ${quoted(org)}`, `--reason ${why}`, '--days 90'];
}

/** A word for a POSIX shell. */
function quoted(word: string): string {
  const clean = cleanText(word);
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(clean) ? clean : `'${clean.replaceAll("'", `'\\''`)}'`;
}
