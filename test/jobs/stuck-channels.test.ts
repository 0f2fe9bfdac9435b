import { composeMessages } from '../../lib/alerts/index.ts';
import { notify } from '../../lib/jobs/notify.ts';
import { stuckChannels } from '../../lib/jobs/stuck-channels.ts';
import type { AlertMessage, AlertSink, Store } from '../../lib/ports.ts';
import { finding, opened, payload, run } from '../store/fixtures.ts';
import { newTable, sharedEngine } from '../store/stores.ts';

const ORG = 'prod';
const { engine } = sharedEngine();

describe('stuckChannels', () => {
  let store: Store;
  beforeEach(async () => {
    store = (await newTable(engine())).open();
  });
  afterEach(() => store.close());

  it('names a channel that has not had what a run told over an hour ago', async () => {
    const newest = await commit(3, [3]);
    await deliver(sink('mail'), sink('webhook', 'refuses'));
    expect(await stuckAt(newest, 59)).toEqual([]);
    expect(await stuckAt(newest, 61)).toEqual(['webhook']);
  });

  it('names none that has had everything, however many quiet runs came since', async () => {
    const newest = await commit(60, [2]);
    await deliver(sink('mail'), sink('webhook'));
    expect(await stuckAt(newest, 600)).toEqual([]);
  });

  it('names none that nothing was meant for', async () => {
    const newest = await commit(3, [1, 2]);
    const picky: AlertSink = { ...sink('webhook'), wants: ({ severity }: AlertMessage) => severity === 'critical' };
    await deliver(sink('mail'), picky);
    expect(await stuckAt(newest, 600)).toEqual([]);
  });

  it('names one that has never taken anything, though its first news is many runs ago', async () => {
    const newest = await commit(60, [55]);
    await deliver(sink('mail'));
    expect(await stuckAt(newest, 600)).toEqual(['webhook']);
  });

  /** Commits so many runs, an hour apart, of which these have a finding; answers the time of the last. */
  async function commit(count: number, loud: readonly number[]): Promise<Date> {
    let at = '';
    for (let seq = 1; seq <= count; seq += 1) {
      const transitions = loud.includes(seq) ? [opened(finding(`scope${seq}`, { severity: 'high' }))] : [];
      const record = run(seq, {
        isBaseline: false,
        counts: { revisions: 0, transitions: transitions.length, usageRows: 0 },
      });
      at = record.at;
      await store.commit(record, payload({ transitions }));
    }
    return new Date(at);
  }

  async function deliver(...sinks: readonly AlertSink[]): Promise<void> {
    await notify({
      store,
      org: ORG,
      sinks,
      compose: (of, { transitions }) => composeMessages({ run: of, transitions, settings: { stormFindings: 25 } }),
    });
  }

  function stuckAt(newest: Date, minutesLater: number): Promise<string[]> {
    const now = new Date(newest.getTime() + minutesLater * 60_000);
    return stuckChannels({ store, org: ORG, channels: ['mail', 'webhook'], now });
  }
});

function sink(channel: string, refuses?: 'refuses'): AlertSink {
  return {
    channel,
    send: async () => {
      if (refuses) throw new Error('refused');
    },
  };
}
