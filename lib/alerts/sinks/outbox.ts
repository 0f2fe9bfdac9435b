import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AlertMessage, AlertSink } from '../../ports.ts';
import { AlertError } from '../error.ts';
import { emlOf, MAIL_DOMAIN } from './eml.ts';

/**
 * Writes each message as a mail file that any mail program opens: `<folder>/<org>/<run>-<severity>-<kind>.eml`. The same
 * message is the same file, so sending it again makes no duplicate; a file is there wholly or not at all.
 *
 * `send` rejects with an AlertError if the file cannot be written.
 */
export function outboxSink(options: {
  readonly folder: string;
  /** Default: an address that cannot exist. */
  readonly from?: string;
  /** Default: an address that cannot exist, since nothing is sent. */
  readonly to?: readonly string[];
}): AlertSink {
  const { folder, from = `OAuth Guardian <guardian@${MAIL_DOMAIN}>`, to = [`alerts@${MAIL_DOMAIN}`] } = options;
  return {
    channel: 'outbox',
    send: async (message) => {
      const path = join(folder, ...emlPath(message));
      const mail = await emlOf(message, { from, to: to.length > 0 ? to : [`alerts@${MAIL_DOMAIN}`] });
      await writeWhole(path, mail);
    },
  };
}

/**
 * Folder and name of a message's file. The key is `<org>/<run>/<kind>/<severity>`, or `<org>/digest/<ISO time>`; other
 * keys are taken as they are.
 */
export function emlPath({
  key,
  org,
  kind,
  severity,
}: Pick<AlertMessage, 'key' | 'org' | 'kind' | 'severity'>): string[] {
  const rest = key.startsWith(`${org}/`) ? key.slice(org.length + 1) : key;
  const [seq = ''] = rest.split('/');
  const digestAt = /^digest\/(\d{4}-\d\d-\d\dT\d\d):(\d\d):(\d\d)\.\d{3}Z$/.exec(rest);
  if (digestAt) return [safeName(org), `digest-${digestAt.slice(1).join('-')}Z.eml`];
  const isOfRun = rest === `${seq}/${kind}/${severity}` && /^\d+$/.test(seq);
  return [safeName(org), `${isOfRun ? `${seq.padStart(SEQ_DIGITS, '0')}-${severity}-${kind}` : safeName(rest)}.eml`];
}

/** A file name out of any text; different texts stay different. The buffer mends torn characters, which cannot be encoded. */
function safeName(text: string): string {
  const safe = encodeURIComponent(Buffer.from(text).toString()).replaceAll(/[.*'()~!]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return safe === '' ? '%00' : safe;
}

async function writeWhole(path: string, content: Buffer): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeDurably(draft, content);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw new AlertError({
      what: `The mail file ${path} could not be written (${reasonOf(error)})`,
      fix: FIX,
      cause: error,
    });
  }
}

async function writeDurably(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

function reasonOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}

const FIX =
  'Make sure that its folder can be written to and that the disk is not full, then run the scan again: the message is kept until it is delivered.';
/** So that files sort by run. */
const SEQ_DIGITS = 6;
