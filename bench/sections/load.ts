import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { BUNDLE_FILE, bundleOptions } from '../../lib/bundling.ts';
import { median } from '../support/measure.ts';
import { naiveBundle } from '../support/naive-bundle.ts';
import { node24 } from '../support/node24.ts';
import type { Report, Section, Table } from '../support/report.ts';

const LAMBDAS = fileURLToPath(new URL('../../lambdas/', import.meta.url));
/** Of each bundle; odd, so that the median is one of them. */
const STARTS = 15;
const LARGEST_RATIO = 0.5;
const BUDGET_BYTES = 500_000;
const BUDGET_WITH_SDK_BYTES = 900_000;

/** What a cold start has to read and run before the first message. */
export const load: Section = {
  name: 'load',
  title: 'bytes of the functions, and the load time of scan against a naive bundle',
  run: async (progress) => {
    const folder = await mkdtemp(join(tmpdir(), 'guardian-bench-'));
    try {
      progress('bundling');
      const bundles = await bundleAll(folder);
      const scan = bundles.find(({ name }) => name === 'scan');
      if (!scan) throw new Error('there is no function scan');
      const naive = await naiveBundle('lambdas/scan.ts', folder);
      progress('looking for Node 24');
      const node = await node24(folder);
      const sizes = sizesOf(bundles);
      if ('reason' in node) return { ...sizes, notes: [`load times were not measured: ${node.reason}`] };
      progress(`${STARTS} starts each`);
      return joined(sizes, await loadTimes(node.path, { ours: scan.file, naive }));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

interface Bundle {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
}

async function bundleAll(folder: string): Promise<Bundle[]> {
  const sources = (await readdir(LAMBDAS)).filter((file) => file.endsWith('.ts')).sort();
  return Promise.all(
    sources.map(async (source) => {
      const name = source.replace(/\.ts$/, '');
      const file = join(folder, name, BUNDLE_FILE);
      await build(bundleOptions({ entry: join(LAMBDAS, source), outfile: file }));
      return { name, file, bytes: (await stat(file)).size };
    }),
  );
}

function sizesOf(bundles: readonly Bundle[]): Report {
  const budgetOf = ({ name }: Bundle) => (name === 'scan' ? BUDGET_WITH_SDK_BYTES : BUDGET_BYTES);
  const over = bundles.filter((bundle) => bundle.bytes > budgetOf(bundle));
  const rows = bundles.map((bundle) => [bundle.name, bundle.bytes, budgetOf(bundle), percent(bundle, budgetOf)]);
  return {
    tables: [{ title: 'Bytes', columns: ['function', 'bytes', 'budget', 'of the budget'], rows }],
    goals: [
      {
        goal: 'every function keeps its budget of bytes',
        figure: over.map(({ name }) => name).join(', ') || 'all do',
        isMet: over.length === 0,
      },
    ],
    notes: [],
  };
}

function percent(bundle: Bundle, budgetOf: (bundle: Bundle) => number): string {
  return `${Math.round((bundle.bytes / budgetOf(bundle)) * 100)} %`;
}

interface Start {
  /** From the first statement to the handler. */
  readonly loadMs: number;
  /** From the birth of the process to the handler. */
  readonly readyMs: number;
}

/** One process after the other, in turns, so that whatever else the machine does hits both. */
async function loadTimes(node: string, files: { readonly ours: string; readonly naive: string }): Promise<Report> {
  const starts = { ours: [] as Start[], naive: [] as Start[] };
  // The first of each only brings the files into memory.
  await startOnce(node, files.ours);
  await startOnce(node, files.naive);
  for (let n = 0; n < STARTS; n += 1) {
    starts.ours.push(await startOnce(node, files.ours));
    starts.naive.push(await startOnce(node, files.naive));
  }
  const middle = (which: readonly Start[], key: keyof Start) => median(which.map((one) => one[key]));
  const row = (name: string, key: keyof Start) => {
    const [ours, naive] = [middle(starts.ours, key), middle(starts.naive, key)];
    return [name, ours, naive, (ours / naive).toFixed(2)];
  };
  const table: Table = {
    title: `Medians of ${STARTS} starts each, in turns, ms`,
    columns: ['', 'scan', 'naive', 'ratio'],
    rows: [row('load of the module', 'loadMs'), row('from birth of the process', 'readyMs')],
  };
  const ratio = middle(starts.ours, 'loadMs') / middle(starts.naive, 'loadMs');
  const { stdout: version } = await run(node, ['--version']);
  const naiveBytes = (await stat(files.naive)).size;
  return {
    tables: [table],
    goals: [
      {
        goal: `scan loads in at most ${LARGEST_RATIO} of the time of the naive bundle`,
        figure: ratio.toFixed(2),
        isMet: ratio <= LARGEST_RATIO,
      },
    ],
    notes: [
      `loaded by Node ${version.trim()}`,
      `naive: the same handler with the Genesys SDK by its package root and no option but platform; ${naiveBytes.toLocaleString('en-GB')} bytes`,
    ],
  };
}

const run = promisify(execFile);

async function startOnce(node: string, file: string): Promise<Start> {
  // As Lambda does: ES modules are imported, the others required.
  const load = file.endsWith('.mjs') ? `await import(${JSON.stringify(file)})` : `require(${JSON.stringify(file)})`;
  const script = `
    import { createRequire } from 'node:module';
    const require = createRequire(import.meta.url);
    const begun = performance.now();
    const { handler } = ${load};
    const ready = performance.now();
    if (typeof handler !== 'function') throw new Error('no handler');
    process.stdout.write(ready - begun + ' ' + ready, () => process.exit());`;
  const { stdout } = await run(node, ['--input-type=module', '--eval', script], { cwd: tmpdir() });
  const [loadMs = Number.NaN, readyMs = Number.NaN] = stdout.split(' ').map(Number);
  return { loadMs, readyMs };
}

function joined(a: Report, b: Report): Report {
  return { tables: [...a.tables, ...b.tables], goals: [...a.goals, ...b.goals], notes: [...a.notes, ...b.notes] };
}
