import { METHODS } from '../catalogue/notation.ts';

/** What the lines of a text tell of an HTTP exchange: `curl -v`, a proxy's log, an application's log. */
export interface ExchangeLines {
  readonly status?: number;
  /** By name in lower case; of several the last one counts. */
  readonly headers: ReadonlyMap<string, string>;
  readonly call?: { readonly method: string; readonly path: string };
  /** The lines that are prose, joined. */
  readonly prose: string;
}

/** Bounded by the number of lines and by their length: what is beyond is no head of an answer. */
const MOST_LINES = 5_000;
const LONGEST_LINE = 4_000;

/** Headers of which something is said; no other one is kept, credentials least of all. */
const WANTED = new Set(['retry-after', 'inin-correlation-id', 'inin-ratelimit-allowed', 'inin-ratelimit-count']);

const STATUS_LINE = /^HTTP\/[\d.]+ (\d{3})\b/;
const HEADER = /^([A-Za-z][A-Za-z0-9-]{0,60}):\s*(.*)$/;
const REQUEST = new RegExp(
  `(?:^|[\\s"'\`(])(${METHODS.join('|')})["']?[\\s:,]+["']?([^\\s"'\`<>]*/api/v2/[^\\s"'\`<>,;)]*)`,
);
const STATUS_WORD = /(?:\bstatus(?: ?code)?["']?\s*[:=]?\s*|\bHTTP\s+|\s)([45]\d\d)\b/i;

/** Reads the lines one by one; `> `, `< ` and `* ` of curl before them are taken off. */
export function exchangeLines(text: string): ExchangeLines {
  const lines = text
    .slice(0, MOST_LINES * LONGEST_LINE)
    .split('\n', MOST_LINES)
    .map((line) =>
      line
        .slice(0, LONGEST_LINE)
        .replace(/^[<>*] ?/, '')
        .trim(),
    );
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name = '', value = ''] = HEADER.exec(line) ?? [];
    if (WANTED.has(name.toLowerCase())) headers.set(name.toLowerCase(), value.trim());
  }
  const statusLine = lines.map((line) => STATUS_LINE.exec(line)?.[1]).findLast((status) => status !== undefined);
  const request = lines.map((line) => REQUEST.exec(line)).find((found) => found !== null);
  const [, method = '', path = ''] = request ?? [];
  const status = statusLine ?? (request ? STATUS_WORD.exec(request.input)?.[1] : undefined);
  return {
    ...(status !== undefined && { status: Number(status) }),
    headers,
    ...(path !== '' && { call: { method, path } }),
    prose: lines.filter((line) => !HEADER.test(line)).join(' '),
  };
}
