import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../../lib/config/index.ts';
import type { Head } from '../../lib/domain/run.ts';
import { keepNames } from '../../lib/local/names-file.ts';
import type { Store } from '../../lib/ports.ts';
import { aClient } from '../support/facts.ts';

const { config } = parseConfig(
  'vendors: [{ name: Northwind CRM, clients: ["N*"] }, { name: Acme, clients: ["A*"] }]',
  'guardian.yaml',
);

/** A store that knows these clients in every org. */
function knowing(...heads: readonly Pick<Head<'client'>, 'id' | 'body' | 'last'>[]): Pick<Store, 'heads'> {
  return { heads: async () => heads as never };
}

describe('the names that shells complete', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guardian-names-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const kept = async (store: Pick<Store, 'heads'>, orgs = [{ name: 'prod' }]) => {
    await keepNames({ folder: join(folder, 'home'), store, config, orgs });
    return readFileSync(join(folder, 'home', 'names'), 'utf8');
  };

  it('are those of clients, vendors and orgs, a line each', async () => {
    const [here, gone] = [aClient({ id: 'c1', name: 'Acme Recorder' }), aClient({ id: 'c2', name: 'Old Pop' })];
    const store = knowing({ id: 'c1', body: here }, { id: 'c2', body: null, last: gone });
    expect(await kept(store)).toBe(
      'client\tAcme Recorder\nclient\tOld Pop\nvendor\tAcme\nvendor\tNorthwind CRM\norg\tprod\n',
    );
  });

  it('name a client by its id where its name would begin a line of its own, or steer a terminal', async () => {
    const hostile = ['a\nclient\tb', 'x\u001b[2J', 'evil\u202ename', ''].map((name, index) => {
      const id = `c${index}`;
      return { id, body: { ...aClient({ id }), name } };
    });
    expect((await kept(knowing(...hostile))).split('\n').slice(0, 4)).toEqual(hostile.map(({ id }) => `client\t${id}`));
  });

  it('occur once, though two orgs have them', async () => {
    const store = knowing({ id: 'c1', body: aClient({ name: 'Acme Recorder' }) });
    expect((await kept(store, [{ name: 'prod' }, { name: 'test' }])).match(/Acme Recorder/g)).toHaveLength(1);
  });

  it('are for their owner alone, and leave no draft behind', async () => {
    await kept(knowing());
    expect(statSync(join(folder, 'home', 'names')).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'home'))).toEqual(['names']);
  });
});
