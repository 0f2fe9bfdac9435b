import * as z from 'zod';
import { type Day, dayOf } from '../../domain/day.ts';
import { NothingKnownError, UsageError } from '../../errors.ts';
import { findClient } from '../../jobs/queries/find-client.ts';
import { findReady, type ReadyFile, type ReadyFormat } from '../../jobs/queries/ready.ts';
import type { AdvisingBench } from '../catalogue-bench.ts';
import type { FileDesk } from '../file-desk.ts';
import { safe, safeLines } from '../render/safe.ts';
import { parseRange } from '../time-option.ts';
import type { Answer } from '../workbench.ts';
import { adviceExitCode } from './advise.ts';

/** In which form, and where to. */
export interface ApplyOptions {
  readonly org?: string;
  readonly client?: string;
  readonly since?: string;
  readonly format: ReadyFormat;
  /** A folder; left out: stdout. */
  readonly out?: string;
  readonly force?: boolean;
  readonly start?: string;
}

/** The advice for one client, ready to apply. */
export async function adviseApplyCommand(
  bench: AdvisingBench,
  files: FileDesk,
  options: ApplyOptions,
): Promise<Answer> {
  if (options.client === undefined) throw new UsageError(`--format ${options.format} is for one client: add --client`);
  const now = bench.clock.now();
  const start = startDay(options.start, now);
  const org = bench.org(options.org);
  const store = await bench.store();
  const client = await findClient(store, org.name, options.client);
  if (client.isGone)
    throw new UsageError(`the client ${client.name} (${client.id}) is deleted: there is nothing to advise`);
  const range = parseRange({ since: options.since }, now);
  const query = {
    store,
    org,
    config: bench.config,
    now,
    clientId: client.id,
    catalogue: bench.catalogue.catalogue,
    ...range,
  };
  const answer = await findReady({ ...query, format: options.format, start });
  if (answer.unadvised) throw new UsageError(`${client.name}: no advice, ${answer.unadvised.why}`);
  if (!answer.run) throw new NothingKnownError(org.name);
  if (answer.files.length === 0) {
    throw new UsageError(
      `${client.name} needs no role: scopes restrict it, or nothing does that it calls (--format hcl, manifest and plan show what it may do)`,
    );
  }
  return readyAnswer({
    files: answer.files,
    notes: answer.notes,
    written: await writtenFiles(files, answer.files, options),
    format: options.format,
    exitCode: adviceExitCode(answer, { config: bench.config, now }),
  });
}

/** The files, if a folder was named. */
export async function writtenFiles(
  desk: FileDesk,
  files: readonly ReadyFile[],
  { out, force }: Pick<ApplyOptions, 'out' | 'force'>,
): Promise<readonly string[] | undefined> {
  return out === undefined ? undefined : desk.write(out, files, { force: force === true });
}

/** What was made: its text on stdout so that it can go into a pipe, or the paths of the files. */
export function readyAnswer({
  files,
  notes,
  written,
  format,
  exitCode,
}: {
  readonly files: readonly ReadyFile[];
  readonly notes: readonly string[];
  readonly written: readonly string[] | undefined;
  readonly format: ReadyFormat;
  readonly exitCode: Answer['exitCode'];
}): Answer {
  return {
    document: { schema: 1, format, notes, files, written: written ?? [] },
    text: () => (written ? `${written.map((path) => `wrote ${safeLines(path)}`).join('\n')}\n` : whole(files, format)),
    exitCode,
    isVerbatim: written === undefined,
    // The others carry their notes as comments; the JSON of a role has no place for any.
    ...(format === 'role' && notes.length > 0 && { complaint: notes.map(safe).join('; ') }),
  };
}

/** One file as it is; several roles as a JSON array, and a plan with its files behind it. */
function whole(files: readonly ReadyFile[], format: ReadyFormat): string {
  const [first, ...rest] = files;
  if (!first) return '';
  if (rest.length === 0) return first.text;
  if (format === 'role') return `[\n${files.map(({ text }) => text.trimEnd()).join(',\n')}\n]\n`;
  return [first.text, ...rest.map(({ name, text }) => `### ${name}\n\n\`\`\`json\n${text}\`\`\`\n`)].join('\n');
}

/** Tomorrow at the earliest makes sense, and today is allowed. */
function startDay(text: string | undefined, now: Date): Day {
  const today = dayOf(now);
  if (text === undefined) return today;
  const day = z.iso.date().safeParse(text.trim());
  if (!day.success) throw new UsageError(`--start '${text}' is no day: write 2026-12-31`);
  if (day.data < today) throw new UsageError(`--start ${day.data} is over: today is ${today}`);
  return day.data;
}
