import { openDigest } from '../../lib/domain/finding.ts';
import {
  approval,
  atOf,
  client,
  clientRevision,
  division,
  divisionRevision,
  finding,
  ORG,
  opened,
  payload,
  role,
  roleRevision,
  run,
  sample,
} from './fixtures.ts';
import { newTable, sharedEngine } from './stores.ts';

const names = Array.from({ length: 5_000 }, (_, n) => `Client ${n}`);
const clients = names.map((name) => client(name));
const findings = Array.from({ length: 100 }, (_, n) => finding(`scope-${n}`));

const baseline = payload({
  revisions: [
    ...clients.map(clientRevision),
    ...Array.from({ length: 500 }, (_, n) => roleRevision(role(`Role ${n}`))),
    ...Array.from({ length: 100 }, (_, n) => divisionRevision(division(`Division ${n}`))),
  ],
  approvals: clients.map((each) => approval(each)),
  transitions: findings.map(opened),
  usage: [sample('2026-03-01', atOf(1), Object.fromEntries(names.map((name, n) => [name, n])))],
});

describe('A store of 5,000 clients', () => {
  const shared = sharedEngine();

  it('answers with few units, and a quiet run costs two items each way', async () => {
    const { open } = await newTable(shared.engine());
    const store = open();
    const cost = meter(() => store.consumption);

    await store.commit(run(1), baseline);
    expect(cost().requests).toBeLessThan(1_500);

    const latest = await store.latestRun(ORG);
    expect(latest?.chunks).toBeGreaterThan(1);
    expect(latest && (await store.payload(latest))).toEqual(baseline);
    cost();

    expect(await store.heads(ORG, 'client')).toHaveLength(5_000);
    const heads = cost();
    expect(heads.itemsRead).toBeLessThanOrEqual(256 + 1);
    expect(heads.readUnits).toBeLessThan(250);

    const digest = openDigest(findings);
    expect(await store.unresolvedFindings(ORG, digest)).toHaveLength(100);
    expect(cost().itemsRead).toBe(101);

    await store.latestRun(ORG);
    await store.commit(run(2), payload());
    expect(cost()).toMatchObject({ itemsRead: 2, itemsWritten: 2, requests: 4 });

    await store.commit(run(3), payload({ revisions: [clientRevision(client('Client 7', { scopes: ['users'] }))] }));
    // Chunk, run record, revision, bucket of heads, mark.
    expect(cost()).toMatchObject({ itemsRead: 1, itemsWritten: 5 });

    await store.revisions(ORG, 'client', clients[7]?.id ?? '', { limit: 1 });
    expect(cost().itemsRead).toBe(2);
    await store.close();
  }, 120_000);

  it('keeps a day of usage that no single item could hold, and tidies up after each sample', async () => {
    const { open } = await newTable(shared.engine());
    const store = open();
    const many = [...names, ...names.map((name) => `${name} twin`), ...names.map((name) => `${name} triplet`)];
    for (const seq of [1, 2]) {
      const counts = Object.fromEntries(many.map((name, n) => [name, n * 1_009 * seq]));
      await store.commit(run(seq), payload({ usage: [sample('2026-03-01', atOf(seq), counts)] }));
    }
    const cost = meter(() => store.consumption);
    const [day] = await store.usageDays(ORG, '2026-03-01', '2026-03-01');
    expect(day?.clients.size).toBe(15_000);
    expect(
      [...(day?.clients.values() ?? [])].every(({ counts, before }) => counts.requests === 2 * (before ?? -1)),
    ).toBe(true);
    // The day, its parts of one version only, and the newest run.
    expect(cost().itemsRead).toBeLessThanOrEqual(6);
    await store.close();
  }, 120_000);
});

function meter(read: () => object) {
  let last: Readonly<Record<string, number>> = { ...read() };
  return () => {
    const now: Readonly<Record<string, number>> = { ...read() };
    const spent = Object.fromEntries(Object.entries(now).map(([name, value]) => [name, value - (last[name] ?? 0)]));
    last = now;
    return spent as { requests: number; readUnits: number; itemsRead: number; itemsWritten: number };
  };
}
