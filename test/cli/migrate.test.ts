import { readOnly } from '../../lib/aws/read-only.ts';
import { FrozenClock } from '../../lib/clock.ts';
import { historyChecks } from '../../lib/jobs/doctor/history-checks.ts';
import type { Store } from '../../lib/ports.ts';
import { atOf, ORG } from '../store/fixtures.ts';
import { OLD_RUNS, oldTable, storeOn } from '../store/layouts/old-history.ts';
import { MigrateDocument } from '../support/documents.ts';
import { call, workbenchOn } from './support/surroundings.ts';

describe('guardian migrate', () => {
  it('lifts an old history, once, and says what it did', async () => {
    const store = storeOn(oldTable());
    const ask = async (...args: string[]) => {
      const { code, stdout } = await call(['migrate', '--json', ...args], { store });
      return { code, ...MigrateDocument.parse(JSON.parse(stdout)) };
    };
    const seen = await ask('--dry-run');
    expect(seen).toMatchObject({ code: 0, org: ORG, dryRun: true, from: 1, to: 1, newest: 2, clients: 3 });
    const { records, entries } = seen;
    expect(await ask()).toMatchObject({ code: 0, dryRun: false, from: 1, to: 2, records, entries });
    expect(await ask()).toMatchObject({ code: 0, from: 2, to: 2, records: 0, entries: 0 });
  });

  it('tells people', async () => {
    const store = storeOn(oldTable());
    const texts = [];
    for (const args of [['--dry-run'], [], []]) {
      texts.push((await call(['migrate', '--quiet', ...args], { store })).stdout);
    }
    expect(texts).toEqual([
      'The history of prod has layout 1: 35 records of 3 clients would be filed by 115 new items. Nothing was written.\n',
      'The history of prod went from layout 1 to 2: 35 records of 3 clients filed by 115 new items.\n',
      'The history of prod has the newest layout (2): nothing to do.\n',
    ]);
  });

  it('is refused where a deployed history is only read', async () => {
    const store = readOnly(storeOn(oldTable()));
    await expect(store.migrateHistory(ORG)).rejects.toThrow('only read from here');
    expect(await store.historyLayout(ORG)).toMatchObject({ version: 1 });
  });
});

describe('guardian doctor', () => {
  const checksOn = (store: Store) =>
    historyChecks({ store, org: workbenchOn(store).org(), clock: new FrozenClock(atOf(OLD_RUNS)) });

  it('says that a history waits for its migration, until it was migrated', async () => {
    const store = storeOn(oldTable());
    expect(await checksOn(store)).toContainEqual({
      name: 'history layout',
      status: 'warn',
      detail: 'layout 1 of 2, as an older version left it: answers by rule, vendor or actor are right, and slow',
      fix: "run 'guardian migrate --org prod' (of a deployed guardian: with --stack)",
    });
    await store.migrateHistory(ORG);
    expect((await checksOn(store)).map(({ name }) => name)).not.toContain('history layout');
  });
});
