import { PassThrough } from 'node:stream';
import { streamDestination } from '../../lib/cli/exporting/destination.ts';
import { EXPORT_FORMATS, EXPORTS, FORMATS_OF } from '../../lib/cli/exporting/plan.ts';
import type { FindingHub } from '../../lib/export/asff/hub.ts';
import { RULES } from '../../lib/rules/index.ts';
import { parseCsv } from '../export/support/parse-csv.ts';
import {
  atOf,
  client,
  clientRevision,
  finding,
  opened,
  payload,
  resolved,
  role,
  roleRevision,
  run,
  sample,
} from '../store/fixtures.ts';
import { ExportDocument, ImportDocument } from '../support/documents.ts';
import { call, memoryStore } from './support/surroundings.ts';

const HUB = ['--account', '123456789012', '--region', 'eu-central-1'];
const incomplete = { status: 'failed', count: 0, asOf: '2026-03-01T00:00:00.000Z', reason: 'HTTP 503' } as const;

/** Files as the command line writes them, kept in memory. */
function filesIn(files: Map<string, string>) {
  return {
    openFiles: async () => ({
      read: neverAsked,
      readAnswer: neverAsked,
      write: neverAsked,
      parseYaml: neverAsked,
      writeWhole: async (path: string, text: AsyncIterable<string>) => {
        let whole = '';
        for await (const piece of text) whole += piece;
        files.set(path, whole);
      },
    }),
  };
}

function neverAsked(): never {
  throw new Error('nobody asks for this here');
}

describe('guardian export before the first scan', () => {
  const store = memoryStore();

  it.each(EXPORTS)('of %s ends with 3 and says so, in the file where that can be', async (what) => {
    const csv = await call(['export', what, '--format', 'csv', '--quiet'], { store: store.current });
    expect(csv.code).toBe(3);
    expect(csv.stdout.split('\r\n')).toHaveLength(2);
    expect(csv.stderr).toContain('not the whole truth: no run was made yet');
    const { code, stdout } = await call(['export', what, '--format', 'jsonl'], { store: store.current });
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toEqual({ schema: 1, asOf: null, incomplete: [expect.stringContaining('no run')] });
  });
});

describe('guardian export while a run commits', () => {
  const store = memoryStore();

  it.each(['clients', 'findings'] as const)('of %s is of one state', async (what) => {
    const target = store.current;
    await target.commit(run(1), payload({ revisions: [clientRevision(client('Acme Recorder'))] }));
    const late = payload({ revisions: [clientRevision(client('Late'))], transitions: [opened(finding('users'))] });
    let isDone = false;
    const disturbed = new Proxy(target, {
      get: (of, name) => {
        const value: unknown = Reflect.get(of, name, of);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          if (!isDone && (name === 'heads' || name === 'unresolvedFindings')) {
            isDone = true;
            await target.commit(run(2), late);
          }
          return value.apply(of, args);
        };
      },
    });
    const { stdout } = await call(['export', what, '--format', 'jsonl', '--out', 'x', '--json', '--quiet'], {
      store: disturbed,
      around: filesIn(new Map()),
    });
    expect(ExportDocument.parse(JSON.parse(stdout))).toMatchObject({
      asOf: atOf(2),
      rows: what === 'clients' ? 2 : 1,
      incomplete: [],
    });
  });
});

describe('guardian export', () => {
  const store = memoryStore();
  const grown = finding('recordings', { firstSeen: '2026-03-01T01:00:00.000Z', rule: RULES[0]?.id ?? '' });
  beforeAll(async () => {
    const first = payload({
      revisions: [clientRevision(client('Acme Recorder')), roleRevision(role('Recorder'))],
      transitions: [opened(grown), opened(finding('users'))],
      usage: [sample('2026-11-18', '2026-11-19T01:00:00.000Z', { 'Acme Recorder': 7, 'Northwind CRM': 3 })],
    });
    await store.current.commit(run(1, { chunks: 1 }), first);
    await store.current.commit(run(2, { chunks: 1 }), payload({ transitions: [resolved(finding('users'))] }));
  });

  const ask = (...args: string[]) => call(['export', ...args, '--quiet'], { store: store.current });

  it.each(EXPORTS.flatMap((what) => EXPORT_FORMATS.map((format) => [what, format] as const)))(
    'of %s as %s works, or is refused with what does',
    async (what, format) => {
      const { code, stdout, stderr } = await ask(what, '--format', format, ...HUB);
      const allowed: readonly string[] = FORMATS_OF[what];
      if (allowed.includes(format)) {
        // Usage of one day alone is known here.
        expect(code).toBe(what === 'usage' ? 3 : 0);
        if (what !== 'usage') expect(stderr).toBe('');
        expect(stdout.length).toBeGreaterThan(0);
      } else {
        expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
        expect(stderr).toContain(`allowed are ${allowed.join(', ')}`);
      }
    },
  );

  it.each([
    ['runs', '--severity', 'high'],
    ['clients', '--since', '30d'],
    ['history', '--state', 'open'],
    ['usage', '--rule', 'scope-added'],
    ['findings', '--actor', 'Ada Lovelace'],
  ])('of %s refuses %s, which says nothing of it', async (...args) => {
    const { code, stderr } = await ask(...args, '--format', 'csv');
    expect(code).toBe(2);
    expect(stderr).toContain(`${args[1]} says nothing of ${args[0]}`);
  });

  it('lists unresolved findings, and tells whoever keeps them elsewhere of resolved ones too', async () => {
    const list = parseCsv((await ask('findings', '--format', 'csv')).stdout);
    expect(list.slice(1).map(([, , , state]) => state)).toEqual(['open']);
    const kept = JSON.parse((await ask('findings', '--format', 'asff', ...HUB)).stdout);
    expect(kept.map(({ RecordState }: { RecordState: string }) => RecordState).sort()).toEqual(['ACTIVE', 'ARCHIVED']);
  });

  it('tells the history newest first, with a close for what is resolved', async () => {
    const { stdout } = await ask('history', '--format', 'ocsf');
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.map(({ activity_name: name }) => name)).toEqual(['Close', 'Create', 'Create']);
  });

  it('says of how many days of usage nothing is known: a day without rows looks like one without calls', async () => {
    const known = await ask('usage', '--format', 'csv', '--since', '2026-11-18', '--until', '2026-11-18');
    expect({ code: known.code, stderr: known.stderr }).toEqual({ code: 0, stderr: '' });
    const half = await ask('usage', '--format', 'csv', '--since', '2026-11-08', '--until', '2026-11-18');
    expect(half.code).toBe(3);
    expect(half.stderr).toContain('usage of 10 days of that time is not known');
    const lines = await ask('usage', '--format', 'jsonl', '--since', '2026-11-08', '--until', '2026-11-18');
    expect(JSON.parse(lines.stdout.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      incomplete: ['usage of 10 days of that time is not known'],
    });
    const none = await ask('usage', '--format', 'csv', '--since', '2026-10-01', '--until', '2026-10-31');
    expect(none.stderr).toContain('no day of that usage is known');
  });

  it('narrows by what was asked for', async () => {
    const rowsOf = async (...args: string[]) => parseCsv((await ask(...args, '--format', 'csv')).stdout).length - 1;
    expect(await rowsOf('history')).toBe(3);
    expect(await rowsOf('history', '--since', '2026-03-01T02:00:00Z')).toBeLessThan(3);
    expect(await rowsOf('history', '--vendor', 'Northwind CRM')).toBe(0);
    expect(await rowsOf('history', '--actor', 'Nobody')).toBe(0);
    expect(await rowsOf('usage')).toBe(2);
    expect(await rowsOf('usage', '--vendor', 'northwind crm')).toBe(1);
    expect(await rowsOf('clients', '--vendor', 'Northwind CRM')).toBe(0);
    expect(await rowsOf('clients', '--client', 'Acme')).toBe(1);
    expect(await rowsOf('runs')).toBe(2);
  });

  it('writes a file, and tells programs of it', async () => {
    const files = new Map<string, string>();
    const { code, stdout } = await call(['export', 'runs', '--format', 'jsonl', '--out', 'runs.jsonl', '--json'], {
      store: store.current,
      around: filesIn(files),
    });
    expect(code).toBe(0);
    expect(ExportDocument.parse(JSON.parse(stdout))).toMatchObject({ what: 'runs', rows: 2, file: 'runs.jsonl' });
    expect(files.get('runs.jsonl')?.trimEnd().split('\n')).toHaveLength(2);
  });

  it('refuses --json beside an export to stdout, and ASFF for nobody', async () => {
    expect(await ask('runs', '--format', 'csv', '--json')).toMatchObject({ code: 2, stdout: '' });
    expect(await ask('findings', '--format', 'asff', '--region', 'eu-central-1')).toMatchObject({
      code: 2,
      stdout: '',
    });
    expect(await ask('findings', '--format', 'asff', '--account', '123456789012')).toMatchObject({
      code: 2,
      stdout: '',
    });
  });

  it('tells how far it is on stderr', async () => {
    const { stderr } = await call(['export', 'runs', '--format', 'csv'], { store: store.current });
    expect(stderr).toBe('guardian: 2 rows of runs\n');
  });

  describe('into Security Hub', () => {
    const importing = (openHub: () => Promise<FindingHub>, ...args: string[]) =>
      call(['export', 'findings', '--format', 'asff', '--import', ...HUB, ...args], {
        store: store.current,
        around: { openHub },
      });

    it('imports all findings, resolved ones too', async () => {
      const hub: FindingHub = { importFindings: async (batch) => ({ imported: batch.length, failed: [] }) };
      const { code, stdout } = await importing(async () => hub, '--json');
      expect(code).toBe(0);
      expect(ImportDocument.parse(JSON.parse(stdout))).toMatchObject({ imported: 2, failed: [] });
    });

    it('names each finding that was not taken, and ends with 2', async () => {
      const failed = [{ id: 'scope-added-1', code: 'InvalidInput', message: 'no such thing' }];
      const hub: FindingHub = { importFindings: async () => ({ imported: 1, failed }) };
      const { code, stderr } = await importing(async () => hub);
      expect(code).toBe(2);
      expect(stderr).toContain('not imported: scope-added-1: InvalidInput: no such thing');
      expect(stderr).toContain('Security Hub did not take 1 finding');
    });

    it('is for findings in ASFF, and for no file', async () => {
      const none = async () => neverAsked();
      expect((await importing(none, '--out', 'x.json')).code).toBe(2);
      expect((await call(['export', 'runs', '--format', 'csv', '--import'], { store: store.current })).code).toBe(2);
    });
  });
});

describe('guardian export of an org that was not seen whole', () => {
  const store = memoryStore();
  beforeAll(async () => {
    const whole = run(1, { chunks: 1 });
    await store.current.commit(
      { ...whole, coverage: { ...whole.coverage, roles: incomplete } },
      payload({ transitions: [opened(finding('users'))] }),
    );
  });

  it('ends with 3, and the export says so where its format can', async () => {
    const ask = (format: string) =>
      call(['export', 'findings', '--format', format, '--quiet', ...HUB], { store: store.current });
    const csv = await ask('csv');
    expect(csv).toMatchObject({ code: 3, stderr: expect.stringContaining('roles failed: HTTP 503') });
    const lines = (await ask('jsonl')).stdout.trimEnd().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ schema: 1, incomplete: ['roles failed: HTTP 503'] });
    expect(JSON.parse((await ask('ocsf')).stdout)).toMatchObject({
      unmapped: { incomplete: ['roles failed: HTTP 503'] },
    });
    expect(JSON.parse((await ask('asff')).stdout)[0].ProductFields).toMatchObject({
      'oauth-guardian/incomplete': 'roles failed: HTTP 503',
    });
  });
});

describe('an export into a pipe', () => {
  it('goes at the pace of its reader', async () => {
    const pipe = new PassThrough({ highWaterMark: 10 });
    let made = 0;
    async function* text() {
      for (; made < 50; made += 1) yield 'x'.repeat(70_000);
    }
    const taken = streamDestination(pipe).take(text());
    await new Promise((resolve) => setImmediate(resolve));
    expect(made).toBeLessThan(5);
    let length = 0;
    pipe.on('data', (chunk: Buffer) => {
      length += chunk.length;
    });
    await taken;
    pipe.end();
    expect(length).toBe(50 * 70_000);
  });

  it('ends when its reader leaves, and reads no further', async () => {
    const pipe = new PassThrough({ highWaterMark: 10 });
    let isStopped = false;
    async function* text() {
      try {
        for (;;) yield 'x'.repeat(70_000);
      } finally {
        isStopped = true;
      }
    }
    const taken = streamDestination(pipe).take(text());
    await new Promise((resolve) => setImmediate(resolve));
    pipe.destroy();
    await taken;
    expect(isStopped).toBe(true);
  });
});
