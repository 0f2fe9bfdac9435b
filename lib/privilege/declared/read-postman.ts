import * as z from 'zod';
import { type DeclaredCall, type DeclaredReading, isMethod, type ReadingProblem } from './declared-call.ts';

/** Source: the schemas of Postman collections, v2.0.0 and v2.1.0. Only what names a call. */
const variable = z.object({ key: z.string().optional(), id: z.string().optional(), value: z.unknown().optional() });
const collection = z.object({
  info: z.object({ schema: z.string().optional() }),
  item: z.array(z.unknown()),
  variable: z.array(z.unknown()).optional(),
});
const part = z.union([z.string(), z.object({ value: z.string() })]);
const url = z.union([
  z.string(),
  z.object({ raw: z.string().optional(), path: z.union([z.string(), z.array(part)]).optional() }),
]);
const request = z.union([z.string(), z.object({ method: z.string().optional(), url: url.optional() })]);
const folder = z.object({ item: z.array(z.unknown()) });
const entry = z.object({ request });

/** Deeper folders than anybody makes by hand. */
const DEEPEST = 50;

/** True if the document calls itself a Postman collection. */
export function isPostman(document: unknown): boolean {
  return collection.safeParse(document).success;
}

export function readPostman(document: unknown): DeclaredReading {
  const whole = collection.parse(document);
  const calls: DeclaredCall[] = [];
  const problems: ReadingProblem[] = [];
  const variables = variablesOf(whole.variable ?? []);
  walk(whole.item, 'item', 1);
  return { form: 'Postman collection', calls, problems };

  function walk(items: readonly unknown[], at: string, depth: number): void {
    for (const [index, item] of items.entries()) {
      const place = `${at}[${index}]`;
      const inner = folder.safeParse(item);
      if (inner.success && depth >= DEEPEST)
        problems.push({ place, message: `folders are nested more than ${DEEPEST} deep` });
      else if (inner.success) walk(inner.data.item, `${place}.item`, depth + 1);
      else readItem(item, place);
    }
  }

  function readItem(item: unknown, place: string): void {
    const read = entry.safeParse(item);
    if (!read.success) {
      problems.push({ place, message: 'neither a folder nor a request with method and URL' });
      return;
    }
    const { request: asked } = read.data;
    // Postman: a request that is a text is the URL of a GET.
    const method = typeof asked === 'string' ? 'GET' : (asked.method ?? 'GET');
    const address = typeof asked === 'string' ? asked : addressOf(asked.url);
    if (!isMethod(method))
      problems.push({ place: `${place}.request.method`, message: `no method: ${JSON.stringify(method)}` });
    else if (address === '') problems.push({ place: `${place}.request.url`, message: 'the request has no URL' });
    else
      calls.push({ method: method.toUpperCase(), path: withVariables(address, variables), place: `${place}.request` });
  }
}

function addressOf(given: z.output<typeof url> | undefined): string {
  if (given === undefined) return '';
  if (typeof given === 'string') return given;
  if (given.raw !== undefined && given.raw !== '') return given.raw;
  if (given.path === undefined) return '';
  if (typeof given.path === 'string') return given.path;
  return `/${given.path.map((one) => (typeof one === 'string' ? one : one.value)).join('/')}`;
}

function variablesOf(given: readonly unknown[]): ReadonlyMap<string, string> {
  return new Map(
    given.flatMap((one): [string, string][] => {
      const { data } = variable.safeParse(one);
      const key = data?.key ?? data?.id;
      return key !== undefined && typeof data?.value === 'string' ? [[key, data.value]] : [];
    }),
  );
}

/** The variable that an address begins with is its host; those in the path are ids, and stay what they are. */
function withVariables(address: string, variables: ReadonlyMap<string, string>): string {
  const [, name, rest] = /^\{\{([^{}]*)\}\}(.*)$/s.exec(address.trim()) ?? [];
  const value = name === undefined ? undefined : variables.get(name);
  return value === undefined ? address : `${value.replace(/\/+$/, '')}${rest}`;
}
