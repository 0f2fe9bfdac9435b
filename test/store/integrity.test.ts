import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { embeddedClient } from '../../lib/store/embedded.ts';
import { type Key, keys } from '../../lib/store/keys.ts';
import { bucketOf } from '../../lib/store/table.ts';
import { everything, finding, idOf, ORG, opened, payload, run } from './fixtures.ts';
import { newTable, sharedEngine } from './stores.ts';

describe('What is read back', () => {
  const shared = sharedEngine();
  let documents: DynamoDBDocumentClient;

  beforeAll(() => {
    documents = DynamoDBDocumentClient.from(new DynamoDBClient(embeddedClient(shared.engine())));
  });

  afterAll(() => documents.destroy());

  async function prepared() {
    const { table, open } = await newTable(shared.engine());
    const store = open();
    await store.commit(run(1), everything());
    const set = async (key: Key, name: string, value: unknown) => {
      const update = { UpdateExpression: 'SET #name = :value', ExpressionAttributeNames: { '#name': name } };
      const values = { ExpressionAttributeValues: { ':value': value } };
      await documents.send(
        new UpdateCommand({ TableName: table, Key: { pk: key.pk, sk: key.sk }, ...update, ...values }),
      );
    };
    const remove = (key: Key) =>
      documents.send(new DeleteCommand({ TableName: table, Key: { pk: key.pk, sk: key.sk } }));
    return { store, set, remove };
  }

  const acmeHead: Key = { pk: keys.heads(ORG, 'client'), sk: bucketOf(idOf('Acme')) };
  const readers = [
    ['a run', keys.run(ORG, 1), 'latestRun'],
    ['the heads', acmeHead, 'heads'],
    ['a finding', keys.finding(ORG, finding('users').id), 'unresolvedFindings'],
    ['a usage day', { pk: keys.usage(ORG), sk: '2026-03-01' }, 'usageDays'],
  ] as const;

  const readWith = (store: Awaited<ReturnType<typeof prepared>>['store'], method: (typeof readers)[number][2]) => {
    switch (method) {
      case 'latestRun':
        return store.latestRun(ORG);
      case 'heads':
        return store.heads(ORG, 'client');
      case 'unresolvedFindings':
        return store.unresolvedFindings(ORG);
      case 'usageDays':
        return store.usageDays(ORG, '2026-01-01', '2026-12-31');
    }
  };

  it.each(readers)('of a newer version (%s) is refused, with the advice to update', async (_, key, method) => {
    const { store, set } = await prepared();
    await set(key, 'v', 2);
    await expect(readWith(store, method)).rejects.toMatchObject({ kind: 'newer', fix: 'Update the guardian' });
    await store.close();
  });

  it.each(readers)(
    'damaged (%s) is an error that names the item, never less than there was',
    async (_, key, method) => {
      const { store, set } = await prepared();
      await set(key, 'z', new Uint8Array([31, 139, 8, 0, 1, 2, 3]));
      const damage = { kind: 'corrupt', message: expect.stringContaining(`${key.pk} / ${key.sk}`) };
      await expect(readWith(store, method)).rejects.toMatchObject(damage);
      await store.close();
    },
  );

  it('without a piece of a payload is an error, never an emptier payload', async () => {
    const { store, remove } = await prepared();
    await remove(keys.chunk(ORG, 1, 'attempt-1', 0));
    const latest = await store.latestRun(ORG);
    await expect(latest && store.payload(latest)).rejects.toMatchObject({
      kind: 'corrupt',
      message: expect.stringContaining('0 of 1'),
    });
    await store.close();
  });

  it.each([
    ['all records', [1, 2]],
    ['its record before older ones', [2]],
  ])('still knows the newest run when %s expired', async (_, expired) => {
    const { store, remove } = await prepared();
    await store.commit(run(2), payload());
    for (const seq of expired) await remove(keys.run(ORG, seq));
    expect(await store.latestRun(ORG)).toMatchObject({ seq: 2, id: 'run-2' });
    expect(await store.commit(run(3), payload())).toEqual({ outcome: 'committed' });
    await store.close();
  });

  it('comes from the table where the index still has what is no more', async () => {
    const { store, set } = await prepared();
    const other = finding('users');
    await set(keys.finding(ORG, other.id), 'gsi1sk', 'moved');
    const found = await store.unresolvedFindings(ORG, 'another digest');
    expect(found.map(({ id }) => id)).toContain(other.id);
    await store.close();
  });

  it('is refused before it is written where one thing is larger than an item', async () => {
    const { store } = await prepared();
    const random = Array.from({ length: 60_000 }, (_, n) => idOf(String(n)));
    const tooLarge = payload({ transitions: [opened(finding('x', { evidence: { random } }))] });
    const before = store.consumption.itemsWritten;
    await expect(store.commit(run(2), tooLarge)).rejects.toMatchObject({ kind: 'too-large' });
    expect(store.consumption.itemsWritten).toBe(before);
    expect(await store.latestRun(ORG)).toMatchObject({ seq: 1 });
    await store.close();
  });
});
