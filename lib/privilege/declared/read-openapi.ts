import * as z from 'zod';
import { type DeclaredCall, type DeclaredReading, isMethod, type ReadingProblem } from './declared-call.ts';

/** Source: OpenAPI 3.0 and 3.1, Swagger 2.0. Only what names a call. */
const servers = z.array(z.object({ url: z.string() }));
const swagger = z.object({
  swagger: z.string().regex(/^2(\.|$)/),
  basePath: z.string().optional(),
  paths: z.record(z.string(), z.unknown()),
});
const openApi = z.object({
  openapi: z.string().regex(/^3\./),
  servers: servers.optional(),
  paths: z.record(z.string(), z.unknown()).optional(),
});
const pathItem = z.record(z.string(), z.unknown());
const withServers = z.object({ servers: servers.min(1) });

/** Members of a path that are no operations. */
const NO_OPERATION: ReadonlySet<string> = new Set(['parameters', 'servers', 'summary', 'description', '$ref']);
/** Methods of OpenAPI that the Platform API does not have. */
const FOREIGN_METHODS: ReadonlySet<string> = new Set(['options', 'trace']);

/** True if the document calls itself one of both. */
export function isOpenApi(document: unknown): boolean {
  return z.union([z.object({ swagger: z.unknown() }), z.object({ openapi: z.unknown() })]).safeParse(document).success;
}

export function readOpenApi(document: unknown): DeclaredReading {
  const old = swagger.safeParse(document);
  if (old.success) return read('Swagger', old.data.paths, old.data.basePath ?? '');
  const current = openApi.safeParse(document);
  if (current.success) return read('OpenAPI', current.data.paths ?? {}, current.data.servers?.[0]?.url ?? '');
  const [issue] = current.error.issues;
  const place = issue ? issue.path.join('.') : 'the document';
  return { form: 'OpenAPI', calls: [], problems: [{ place, message: 'expected OpenAPI 3 or Swagger 2.0 with paths' }] };
}

function read(form: 'Swagger' | 'OpenAPI', paths: Readonly<Record<string, unknown>>, base: string): DeclaredReading {
  const read = Object.entries(paths)
    .filter(([path]) => !path.startsWith('x-'))
    .map(([path, item]) => readPath(path, item, base));
  return {
    form,
    calls: read.flatMap(({ calls }) => calls),
    problems: read.flatMap(({ problems }) => problems),
  };
}

function readPath(path: string, value: unknown, base: string): Omit<DeclaredReading, 'form'> {
  const at = `paths.${path}`;
  const item = pathItem.safeParse(value);
  if (!item.success) return { calls: [], problems: [{ place: at, message: 'expected an object with operations' }] };
  const calls: DeclaredCall[] = [];
  const problems: ReadingProblem[] = [];
  if ('$ref' in item.data) problems.push({ place: at, message: '$ref of a path is not followed: write it out' });
  for (const [member, operation] of Object.entries(item.data)) {
    if (NO_OPERATION.has(member) || member.startsWith('x-')) continue;
    const place = `${at}.${member}`;
    if (!isMethod(member)) {
      const message = FOREIGN_METHODS.has(member) ? 'the Platform API has no such method' : 'no method';
      problems.push({ place, message });
      continue;
    }
    const root = serverOf(operation) ?? serverOf(value) ?? base;
    calls.push({ method: member.toUpperCase(), path: `${root.replace(/\/+$/, '')}${path}`, place });
  }
  return { calls, problems };
}

function serverOf(value: unknown): string | undefined {
  return withServers.safeParse(value).data?.servers[0]?.url;
}
