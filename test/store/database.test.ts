import { StoreError } from '../../lib/store/error.ts';
import { openStore } from '../../lib/store/store.ts';
import { faultyNetwork, type Network } from './faulty-network.ts';
import { everything, finding, ORG, opened, payload, run } from './fixtures.ts';
import { newTable, sharedEngine } from './stores.ts';

describe('The database', () => {
  const shared = sharedEngine();
  let network: Network;

  beforeAll(async () => {
    network = await faultyNetwork(shared.engine().endpoint);
  });

  afterAll(() => network.close());

  afterEach(() => {
    network.plan(() => 'arrives');
    network.answer(() => undefined);
  });

  const many = payload({ transitions: Array.from({ length: 60 }, (_, n) => opened(finding(`scope-${n}`))) });

  it('is asked again for items that it left unwritten', async () => {
    const { table, open } = await newTable(shared.engine());
    let refused = 0;
    network.answer((operation, body) => {
      if (operation !== 'BatchWriteItem' || refused >= 3) return undefined;
      refused += 1;
      return { status: 200, body: { UnprocessedItems: (body as { RequestItems: object }).RequestItems } };
    });
    const store = open({ endpoint: network.endpoint });
    expect(await store.commit(run(1), many)).toEqual({ outcome: 'committed' });
    expect(refused).toBe(3);
    expect((await store.history(ORG, {})).items).toHaveLength(60);
    expect(table).toBeDefined();
    await store.close();
  });

  it('is asked again for items that it left unread', async () => {
    const { table, open } = await newTable(shared.engine());
    const store = open({ endpoint: network.endpoint });
    await store.commit(run(1), many);
    let refused = 0;
    network.answer((operation, body) => {
      if (operation !== 'BatchGetItem' || refused >= 2) return undefined;
      refused += 1;
      const { RequestItems: UnprocessedKeys } = body as { RequestItems: object };
      return { status: 200, body: { Responses: { [table]: [] }, UnprocessedKeys } };
    });
    const ids = many.transitions.map((transition) => transition.finding.id);
    expect((await store.findingsById(ORG, ids)).size).toBe(60);
    expect(refused).toBe(2);
    await store.close();
  });

  it('is asked again when it is throttled, and believed when it stays so', async () => {
    const { open } = await newTable(shared.engine());
    const store = open({ endpoint: network.endpoint });
    let refused = 0;
    const throttled = {
      status: 400,
      body: { __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException', message: 'slow' },
    };
    network.answer(() => {
      refused += 1;
      return refused <= 2 ? throttled : undefined;
    });
    expect(await store.latestRun(ORG)).toBeUndefined();
    network.answer(() => throttled);
    await expect(store.latestRun(ORG)).rejects.toMatchObject({
      kind: 'throttled',
      fix: expect.stringContaining('capacity'),
    });
    await store.close();
  });

  it.each([
    ['AccessDeniedException', 'denied'],
    ['UnrecognizedClientException', 'denied'],
    ['ResourceNotFoundException', 'missing-table'],
    ['ValidationException', 'other'],
  ])('that answers %s is reported as "%s", with what was being done and the table', async (name, kind) => {
    const { table, open } = await newTable(shared.engine());
    network.answer(() => ({
      status: 400,
      body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'why' },
    }));
    const store = open({ endpoint: network.endpoint, maxAttempts: 1 });
    const error = await store.latestRun(ORG).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ kind, message: expect.stringContaining(table) });
    expect(error).toMatchObject({ message: expect.stringContaining(`newest run of ${ORG}`) });
    await store.close();
  });

  it('that breaks down (500) is unreachable', async () => {
    const { open } = await newTable(shared.engine());
    network.answer(() => ({ status: 500, body: { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError' } }));
    const store = open({ endpoint: network.endpoint, maxAttempts: 1 });
    await expect(store.latestRun(ORG)).rejects.toMatchObject({ kind: 'unreachable' });
    await store.close();
  });

  it('that nobody listens for is unreachable', async () => {
    const gone = await faultyNetwork(shared.engine().endpoint);
    await gone.close();
    const credentials = { accessKeyId: 'k', secretAccessKey: 's' };
    const client = { endpoint: gone.endpoint, region: 'local', credentials };
    const store = openStore({ table: 'none', client, maxAttempts: 1 });
    await expect(store.heads(ORG, 'client')).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(store.commit(run(1), payload())).rejects.toMatchObject({ kind: 'unreachable' });
    await store.close();
  });

  it('never answers a failure as nothing, in any reading method', async () => {
    const { open } = await newTable(shared.engine());
    const store = open({ endpoint: network.endpoint, maxAttempts: 1 });
    await store.commit(run(1), everything());
    const latest = await store.latestRun(ORG);
    if (!latest) throw new Error('nothing committed');
    network.plan(() => 'lost request');
    const days = ['2026-01-01', '2026-12-31'] as const;
    const reads = [
      () => store.latestRun(ORG),
      () => store.heads(ORG, 'client'),
      () => store.roleBodies(ORG, [{ roleId: 'r', hash: 'h' }]),
      () => store.unresolvedFindings(ORG),
      () => store.unresolvedFindings(ORG, 'digest'),
      () => store.findingsById(ORG, ['x']),
      () => store.usageDays(ORG, ...days),
      () => store.endpointDays(ORG, ...days),
      () => store.payload(latest),
      () => store.resolvedFindings(ORG),
      () => store.history(ORG, {}),
      () => store.revisions(ORG, 'client', 'x', {}),
      () => store.runs(ORG, {}),
      () => store.runsAfter(ORG, 0, 10),
      () => store.deliveryMark(ORG, 'email'),
      () => store.saveDeliveryMark(ORG, 'email', { seq: 1, sent: [] }),
    ];
    for (const read of reads) await expect(read()).rejects.toMatchObject({ kind: 'unreachable' });
    await store.close();
  });

  it('of which a page is lost is not answered in part', async () => {
    const { open } = await newTable(shared.engine());
    const store = open({ endpoint: network.endpoint, maxAttempts: 1 });
    const large = Array.from({ length: 12 }, (_, n) => opened(finding(`scope-${n}`, { because: noise(150_000, n) })));
    await store.commit(run(1), payload({ transitions: large }));
    const before = store.consumption.requests;
    expect(await store.unresolvedFindings(ORG)).toHaveLength(12);
    // More than one page, and the look at the newest run.
    expect(store.consumption.requests - before).toBeGreaterThanOrEqual(3);
    network.plan((n) => (n === 2 ? 'lost request' : 'arrives'));
    await expect(store.unresolvedFindings(ORG)).rejects.toMatchObject({ kind: 'unreachable' });
    await store.close();
  });
});

/** Text that does not compress, always the same for a seed. */
function noise(length: number, seed: number): string {
  let state = seed + 1;
  const characters = Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(33 + (state % 90));
  });
  return characters.join('');
}
