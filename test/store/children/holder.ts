/** Commits a run into the store in the folder that it is given, and keeps it open until it is killed. */
import { openEmbeddedStore } from '../../../lib/store/index.ts';
import { payload, run } from '../fixtures.ts';

const [folder = ''] = process.argv.slice(2);
const store = await openEmbeddedStore({ folder });
await store.commit(run(1), payload());
process.stdout.write('open');
setInterval(() => {}, 1_000);
