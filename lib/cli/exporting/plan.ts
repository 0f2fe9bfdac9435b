import { UsageError } from '../../errors.ts';
import type { ReadingOptions } from '../options.ts';

/** What can be exported, and in which formats. */
export const FORMATS_OF = {
  findings: ['csv', 'jsonl', 'ocsf', 'asff'],
  history: ['csv', 'jsonl', 'ocsf'],
  clients: ['csv', 'jsonl'],
  usage: ['csv', 'jsonl'],
  runs: ['csv', 'jsonl'],
} as const;
export type ExportWhat = keyof typeof FORMATS_OF;
export type ExportFormat = (typeof FORMATS_OF)[ExportWhat][number];

/** All formats: findings have each of them. */
export const EXPORT_FORMATS: readonly ExportFormat[] = FORMATS_OF.findings;
export const EXPORTS = ['findings', 'history', 'clients', 'usage', 'runs'] as const satisfies readonly ExportWhat[];

/** Each of them, and the filters that mean something for it. */
const FILTERS_OF: Readonly<Record<ExportWhat, readonly Filter[]>> = {
  findings: ['client', 'vendor', 'severity', 'state', 'rule', 'since', 'until'],
  history: ['client', 'vendor', 'severity', 'rule', 'actor', 'since', 'until'],
  clients: ['client', 'vendor'],
  usage: ['client', 'vendor', 'since', 'until'],
  runs: ['since', 'until'],
};
const FILTERS = ['client', 'vendor', 'severity', 'state', 'rule', 'actor', 'since', 'until'] as const;
type Filter = (typeof FILTERS)[number];

/** One thing in one format that it has. */
export type ExportRequest =
  | { readonly what: 'findings'; readonly format: (typeof FORMATS_OF)['findings'][number] }
  | { readonly what: 'history'; readonly format: (typeof FORMATS_OF)['history'][number] }
  | { readonly what: 'clients' | 'usage' | 'runs'; readonly format: (typeof FORMATS_OF)['runs'][number] };

/**
 * Refuses a format that a thing does not have, and a filter that says nothing of it: an export that ignores what was
 * asked for would pass for what was asked for.
 *
 * @throws UsageError that names what works
 */
export function exportRequest(what: ExportWhat, format: ExportFormat, options: ReadingOptions): ExportRequest {
  const idle = FILTERS.filter((name) => options[name] !== undefined && !FILTERS_OF[what].includes(name));
  if (idle.length > 0) {
    const allowed = FILTERS_OF[what].map((name) => `--${name}`).join(', ');
    const verb = idle.length === 1 ? 'says' : 'say';
    throw new UsageError(`--${idle.join(', --')} ${verb} nothing of ${what}: its filters are ${allowed}`);
  }
  const request = requestOf(what, format);
  if (request) return request;
  const others = EXPORTS.filter((other) => requestOf(other, format) !== undefined);
  throw new UsageError(
    `${what} cannot be written as ${format}: allowed are ${FORMATS_OF[what].join(', ')} (${format} is for ${others.join(' and ')})`,
  );
}

function requestOf(what: ExportWhat, wanted: ExportFormat): ExportRequest | undefined {
  switch (what) {
    case 'findings': {
      const format = FORMATS_OF.findings.find((one) => one === wanted);
      return format && { what, format };
    }
    case 'history': {
      const format = FORMATS_OF.history.find((one) => one === wanted);
      return format && { what, format };
    }
    case 'clients':
    case 'usage':
    case 'runs': {
      const format = FORMATS_OF[what].find((one) => one === wanted);
      return format && { what, format };
    }
    default:
      return what satisfies never;
  }
}
