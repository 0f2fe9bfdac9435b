import type { RunPayload } from '../../lib/domain/run.ts';
import { type Fate, faultyNetwork, type Network } from './faulty-network.ts';
import { everything, finding, ORG, payload, resolved, run } from './fixtures.ts';
import { newTable, sharedEngine } from './stores.ts';

describe('A reader', () => {
  const shared = sharedEngine();
  let network: Network;

  beforeAll(async () => {
    network = await faultyNetwork(shared.engine().endpoint);
  });

  afterAll(() => network.close());

  const second: RunPayload = payload({ transitions: [resolved(finding('users')), resolved(finding('-'))] });

  it('that was up to date sees a run that is committed and not projected yet as a whole', async () => {
    const { open } = await newTable(shared.engine());
    const [reader, writer] = [open(), open({ endpoint: network.endpoint, maxAttempts: 1 })];
    await writer.commit(run(1), everything());
    expect(await reader.unresolvedFindings(ORG)).toHaveLength(2);
    // The payload and the record arrive, nothing else does.
    network.plan((n) => (n <= 2 ? 'arrives' : 'lost request'));
    await expect(writer.commit(run(2), second)).rejects.toThrow();
    expect((await reader.history(ORG, {})).items).toHaveLength(5);
    expect(await reader.unresolvedFindings(ORG)).toEqual([]);
    await Promise.all([reader.close(), writer.close()]);
  });

  it('in the middle of whose answer a run is committed answers anew', async () => {
    const { open } = await newTable(shared.engine());
    const [reader, writer] = [open({ endpoint: network.endpoint }), open()];
    network.plan(() => 'arrives');
    await writer.commit(run(1), everything());
    await reader.latestRun(ORG);
    network.plan(async (n): Promise<Fate> => {
      // The look at the newest run, after the answer itself.
      if (n === 2) await writer.commit(run(2), second);
      return 'arrives';
    });
    expect((await reader.history(ORG, {})).items).toHaveLength(5);
    await Promise.all([reader.close(), writer.close()]);
  });

  it('gives up, and says so, where runs are committed without end', async () => {
    const { open } = await newTable(shared.engine());
    const [reader, writer] = [open({ endpoint: network.endpoint }), open()];
    let last = Promise.resolve(0);
    network.plan(async (): Promise<Fate> => {
      last = last.then(async (seq) => {
        await writer.commit(run(seq + 1), payload());
        return seq + 1;
      });
      await last;
      return 'arrives';
    });
    await expect(reader.heads(ORG, 'client')).rejects.toThrow('faster than they could be read');
    await Promise.all([reader.close(), writer.close()]);
  });
});
