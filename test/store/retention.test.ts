import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { embeddedClient } from '../../lib/store/embedded.ts';
import { type Key, keys } from '../../lib/store/keys.ts';
import { expiryOf, type Retention } from '../../lib/store/retention.ts';
import { openStore } from '../../lib/store/store.ts';
import { bucketOf } from '../../lib/store/table.ts';
import { atOf, everything, finding, idOf, ORG, run } from './fixtures.ts';
import { newTable, sharedEngine } from './stores.ts';

const DAY = 86_400;
const at = Date.parse(atOf(1)) / 1000;

describe('Retention', () => {
  const shared = sharedEngine();

  async function expiryIn(retention: Retention, key: Key): Promise<unknown> {
    const { table } = await newTable(shared.engine());
    const client = embeddedClient(shared.engine());
    const store = openStore({ table, client, retention });
    await store.commit(run(1), everything());
    await store.close();
    const documents = DynamoDBDocumentClient.from(new DynamoDBClient(client));
    const answer = await documents.send(new GetCommand({ TableName: table, Key: { pk: key.pk, sk: key.sk } }));
    documents.destroy();
    expect(answer.Item).toBeDefined();
    return answer.Item?.expires;
  }

  const client = finding('users').client.id;
  const record = keys.record({ org: ORG, clientId: client, at: atOf(1), seq: 1, n: 0 });

  it.each<[string, Retention, Key, number | undefined]>([
    ['a run, by default', {}, keys.run(ORG, 1), 90],
    ['a payload, by default', {}, keys.chunk(ORG, 1, 'attempt-1', 0), 90],
    ['a usage day, by default', {}, { pk: keys.usage(ORG), sk: '2026-03-01' }, 400],
    ['calls by operation, by default', {}, keys.endpointDay(ORG, '2026-03-01', idOf('Acme')), 400],
    ['call profiles, by default', {}, { pk: keys.calls(ORG), sk: bucketOf(idOf('Acme')) }, 400],
    ['a history record, by default', {}, record, undefined],
    ['a history record', { historyDays: 30 }, record, 30],
    ['a revision', { historyDays: 30 }, keys.revision(ORG, 'client', idOf('Acme'), atOf(1), 1), 30],
    ['a resolved finding', { historyDays: 30 }, keys.finding(ORG, finding('routing').id), 30],
    ['an open finding', { historyDays: 30 }, keys.finding(ORG, finding('users').id), undefined],
    ['the mark of the newest run', { runsDays: 7 }, keys.projected(ORG), undefined],
    ['a run', { runsDays: 7 }, keys.run(ORG, 1), 7],
  ])('of %s', async (_, retention, key, days) => {
    expect(await expiryIn(retention, key)).toBe(days === undefined ? undefined : at + days * DAY);
  });

  it('is counted from the run, whenever it is projected', () => {
    expect(expiryOf(atOf(1), { runsDays: 1 }).run.expires).toBe(at + DAY);
  });
});
