/** Opens the store in the folder that it is given, commits the next run, closes, and ends by itself. */
import { openEmbeddedStore } from '../../../lib/store/index.ts';
import { everything, ORG, run } from '../fixtures.ts';

const [folder = ''] = process.argv.slice(2);
try {
  const store = await openEmbeddedStore({ folder, waitMs: 0 });
  const latest = await store.latestRun(ORG);
  for (let n = 1; n <= Number(process.argv[3] ?? 1); n += 1)
    await store.commit(run((latest?.seq ?? 0) + n), everything());
  await store.close();
  process.stdout.write('done');
} catch (error) {
  const { name, kind, message } = error as { name: string; kind?: string; message: string };
  process.stdout.write(JSON.stringify({ name, kind, message }));
}
