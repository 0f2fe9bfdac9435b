import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { z } from 'zod';
import { auditRecord } from '../../lib/genesys/doors/audit.ts';
import { openGenesys } from '../../lib/genesys/index.ts';
import { actorsOf } from '../../lib/jobs/actors.ts';
import type { Report, Section, Table } from '../support/report.ts';

/** Answers and events of a real org, kept beside the repository and not in it. */
const SAMPLES = new URL('../../../shared/genesys/samples/', import.meta.url);
const REFUSAL = 'error-429.json';
const EVENT = 'eventbridge-audit-oauth-client-delete.json';

/** What the guardian makes of real answers and events, where there are any. */
export const samples: Section = {
  name: 'samples',
  title: 'real answers and events of Genesys',
  run: async () => {
    const [refusal, event] = [read(REFUSAL), read(EVENT)];
    const absent = [...(refusal ? [] : [REFUSAL]), ...(event ? [] : [EVENT])];
    const tables = [...(refusal ? [await refusalTable(refusal)] : []), ...(event ? [eventTable(event)] : [])];
    return {
      tables,
      goals: [],
      notes: [
        ...absent.map((name) => `skipped: the sample ${name} is not at hand`),
        ...(event
          ? ['the guardian takes no events yet: the event was put into the words of an audit answer by hand']
          : []),
      ],
    } satisfies Report;
  },
};

function read(name: string): string | undefined {
  const file = new URL(name, SAMPLES);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

async function refusalTable(body: string): Promise<Table> {
  const short = body.replace(/\[\d+\]/, '[1]');
  const seconds = /\[(\d+)\]/.exec(body)?.[1] ?? '';
  return {
    title: 'A 429 answer, and what a read of clients makes of it',
    columns: ['answers', 'status', 'requests', 'seconds', 'says'],
    rows: [
      await refused(`429 with Retry-After: ${seconds}, always; ${Number(seconds) - 1} s allowed`, {
        body,
        header: seconds,
        times: Number.POSITIVE_INFINITY,
        allowedSeconds: Number(seconds) - 1,
      }),
      await refused('429 with Retry-After: 1, once', { body: short, header: '1', times: 1 }),
      await refused('429 without the header, always', { body, times: Number.POSITIVE_INFINITY }),
    ],
  };
}

interface Refusals {
  readonly body: string;
  readonly header?: string;
  readonly times: number;
  readonly allowedSeconds?: number;
}

/** Reads the clients of a server that answers 429 some times, then an empty list. */
async function refused(answers: string, { body, header, times, allowedSeconds }: Refusals) {
  let left = times;
  const server = createServer((request, response) => {
    const isToken = request.url?.startsWith('/login');
    const isRefused = !isToken && left > 0;
    if (isRefused) left -= 1;
    response.writeHead(isRefused ? 429 : 200, {
      'content-type': 'application/json',
      ...(isRefused && header && { 'retry-after': header }),
    });
    const answer = isToken
      ? '{"access_token":"benchmark-token","token_type":"bearer","expires_in":3600}'
      : '{"entities":[]}';
    response.end(isRefused ? body : answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const said: string[] = [];
  const source = openGenesys({
    gateway: `http://127.0.0.1:${port}`,
    credentials: async () => ({ clientId: 'bench', clientSecret: 'bench' }),
    now: () => new Date(),
    onProgress: (message) => said.push(message),
    ...(allowedSeconds !== undefined && { retry: { maxRetryAfterMs: allowedSeconds * 1000 } }),
  });
  const begun = performance.now();
  const { coverage } = await source.clients();
  const seconds = (performance.now() - begun) / 1000;
  server.close();
  server.closeAllConnections();
  return [answers, coverage.status, source.apiCalls, seconds, coverage.reason ?? said.join('; ')];
}

/** The part of an audit event that an audit answer has, too. */
const eventSchema = z.object({
  detail: z.object({
    eventBody: z.object({
      id: z.string(),
      userId: z.string(),
      eventTime: z.string(),
      action: z.string(),
      entityType: z.string(),
      entity: z.object({ id: z.string(), name: z.string() }),
      propertyChanges: z.array(z.object({ property: z.string() })),
    }),
  }),
});

function eventTable(text: string): Table {
  const { eventBody } = eventSchema.parse(JSON.parse(text)).detail;
  const { userId, eventTime, ...same } = eventBody;
  const { entry, tookEffect } = auditRecord.parse({ ...same, eventDate: eventTime, user: { id: userId } });
  const id = entry.entityId.toLowerCase();
  const gone = { kind: 'client', id, hash: '', body: null } as const;
  const actor = actorsOf([gone], { audits: [entry], since: '2021-05-31T00:00:00Z', clientIds: new Set() }).get(id);
  const shown = { tookEffect, ...entry, properties: entry.properties.join(', '), actor: JSON.stringify(actor) };
  return {
    title: 'An audit event of a deleted OAuth client: as the audit door and the actors of a run take the same facts',
    columns: ['field', 'value'],
    rows: Object.entries(shown).map(([field, value]) => [field, String(value)]),
  };
}
