import { composeMessages } from '../../lib/alerts/index.ts';
import { plainNotice } from '../../lib/alerts/notices.ts';
import { textRules } from '../../lib/alerts/sinks/text-rules.ts';
import type { Finding } from '../../lib/domain/finding.ts';
import type { RunPayload, RunRecord } from '../../lib/domain/run.ts';
import { type NotifyOptions, notify } from '../../lib/jobs/notify.ts';
import type { AlertMessage, AlertSink, Store } from '../../lib/ports.ts';
import { finding, opened, payload, run } from '../store/fixtures.ts';
import { newTable, sharedEngine } from '../store/stores.ts';

const ORG = 'prod';
const { engine } = sharedEngine();

describe('notify', () => {
  let store: Store;
  beforeEach(async () => {
    store = (await newTable(engine())).open();
  });
  afterEach(() => store.close());

  it('delivers the messages of all runs in order, the first look first', async () => {
    await commit([['users'], ['oauth'], [], ['routing', 'recordings']]);
    const mail = channel('mail');
    const { delivered, failed } = await notifyBy([mail]);
    expect(mail.accepted).toEqual(['prod/1/summary/high', 'prod/2/alert/high', 'prod/4/alert/high']);
    expect(keysOf(delivered)).toEqual(mail.accepted);
    expect(failed).toEqual([]);
  });

  it('delivers nothing twice', async () => {
    await commit([['users'], ['oauth']]);
    await notifyBy([channel('mail')]);
    const again = channel('mail');
    expect(await notifyBy([again])).toEqual({ delivered: [], failed: [], replaced: [] });
    expect(again.accepted).toEqual([]);
  });

  it('goes on where it was when there is a new run', async () => {
    await commit([['users'], ['oauth']]);
    await notifyBy([channel('mail')]);
    await commit([['users'], ['oauth'], [], ['routing']], 3);
    const mail = channel('mail');
    await notifyBy([mail]);
    expect(mail.accepted).toEqual(['prod/4/alert/high']);
  });

  it('tells of a first look in which nothing stands out', async () => {
    await commit([[]]);
    const mail = channel('mail');
    await notifyBy([mail]);
    expect(mail.accepted).toEqual(['prod/1/summary/info']);
  });

  it('gives a new channel everything from the oldest run that is kept', async () => {
    await commit([['users'], ['oauth']]);
    await notifyBy([channel('mail')]);
    const outbox = channel('outbox');
    const { delivered } = await notifyBy([channel('mail'), outbox]);
    expect(outbox.accepted).toEqual(['prod/1/summary/high', 'prod/2/alert/high']);
    expect(keysOf(delivered)).toEqual(outbox.accepted);
  });

  it('shows a screen what the newest run says, and nothing of the time in which nobody watched', async () => {
    await commit([['users'], ['oauth'], ['routing']]);
    const screen = { ...channel('terminal'), isScreen: true };
    await notifyBy([screen]);
    expect(screen.accepted).toEqual(['prod/3/alert/high']);
    await commit([['users'], ['oauth'], ['routing'], ['recordings'], []], 4);
    await notifyBy([screen]);
    expect(screen.accepted).toEqual(['prod/3/alert/high']);
  });

  it('follows more runs than it reads at once', async () => {
    await commit(Array.from({ length: 60 }, (_, n) => (n % 20 === 19 ? [`scope${n}`] : [])));
    const mail = channel('mail');
    await notifyBy([mail]);
    expect(mail.accepted).toEqual([
      'prod/1/summary/info',
      'prod/20/alert/high',
      'prod/40/alert/high',
      'prod/60/alert/high',
    ]);
  });

  describe('when a channel refuses a message', () => {
    it('says so, stops that channel there, and lets the others go on', async () => {
      await commit([['users'], ['oauth'], ['routing']]);
      const broken = channel('sms', { refuses: ['prod/2/alert/high'] });
      const mail = channel('mail');
      const { delivered, failed } = await notifyBy([broken, mail]);
      expect(broken.accepted).toEqual(['prod/1/summary/high']);
      expect(mail.accepted).toEqual(['prod/1/summary/high', 'prod/2/alert/high', 'prod/3/alert/high']);
      expect(keysOf(delivered)).toEqual(mail.accepted);
      expect(failed).toEqual([{ channel: 'sms', key: 'prod/2/alert/high', error: new Error('refused') }]);
    });

    it('sends it, and what comes after it, the next time', async () => {
      await commit([['users'], ['oauth'], ['routing']]);
      await notifyBy([channel('mail', { refuses: ['prod/2/alert/high'] })]);
      const mended = channel('mail');
      await notifyBy([mended]);
      expect(mended.accepted).toEqual(['prod/2/alert/high', 'prod/3/alert/high']);
    });

    it('does not repeat the messages of the same run that were accepted before it', async () => {
      await commit([[], ['oauth:critical', 'users:high', 'routing:low']]);
      const refusing = channel('mail', { refuses: ['prod/2/alert/high'] });
      await notifyBy([refusing]);
      expect(refusing.accepted).toEqual(['prod/1/summary/info', 'prod/2/alert/critical']);
      const mended = channel('mail');
      await notifyBy([mended]);
      expect(mended.accepted).toEqual(['prod/2/alert/high', 'prod/2/alert/low']);
    });
  });

  describe('when the process dies between handing over and noting it', () => {
    it('sends that one message again, and loses none', async () => {
      await commit([[], ['oauth:critical', 'users:high', 'routing:low'], ['recordings']]);
      const everything = [
        'prod/1/summary/info',
        'prod/2/alert/critical',
        'prod/2/alert/high',
        'prod/2/alert/low',
        'prod/3/alert/high',
      ];
      for (const dies of everything) {
        const name = `mail that dies at ${dies}`;
        const dying = channel(name, { diesAfter: dies });
        await notifyBy([dying]);
        const next = channel(name);
        await notifyBy([next]);
        const all = [...dying.accepted, ...next.accepted];
        expect([...new Set(all)]).toEqual(everything);
        expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([dies]);
      }
    });
  });

  describe('when the mark cannot be saved', () => {
    it('throws, after the other channels have come to their end', async () => {
      await commit([['users'], ['oauth']]);
      const mail = channel('mail');
      const lost = new Error('the table is gone');
      const forgetful: NotifyOptions['store'] = {
        ...reading(),
        saveDeliveryMark: async (org, name, mark) => {
          if (name === 'sms') throw lost;
          await store.saveDeliveryMark(org, name, mark);
        },
      };
      await expect(notify({ store: forgetful, org: ORG, sinks: [channel('sms'), mail], compose })).rejects.toBe(lost);
      expect(mail.accepted).toEqual(['prod/1/summary/high', 'prod/2/alert/high']);
    });
  });

  describe('when a channel will never take a message', () => {
    const long = { diesOf: ['prod/2/alert/high'] };

    it('hands over a plain notice in its place, and goes on', async () => {
      await commit([['users'], ['oauth'], ['routing']]);
      const mail = channel('mail', long);
      const { delivered, failed, replaced } = await notifyBy([mail]);
      expect(mail.accepted).toEqual(['prod/1/summary/high', 'prod/2/alert/high/plain', 'prod/3/alert/high']);
      expect(keysOf(delivered)).toEqual(mail.accepted);
      expect(failed).toEqual([]);
      expect(replaced).toEqual([{ channel: 'mail', key: 'prod/2/alert/high', error: new Poison() }]);
    });

    it('does not ask it again by the next call', async () => {
      await commit([['users'], ['oauth']]);
      await notifyBy([channel('mail', long)]);
      const again = channel('mail', long);
      expect(await notifyBy([again])).toEqual({ delivered: [], failed: [], replaced: [] });
      expect(again.asked).toEqual([]);
    });

    it('does not repeat the notice when it stops at a later message of the same run', async () => {
      await commit([[], ['oauth:critical', 'users:high']]);
      const dying = { diesOf: ['prod/2/alert/critical'], refuses: ['prod/2/alert/high'] };
      await notifyBy([channel('mail', dying)]);
      const mended = channel('mail', { diesOf: ['prod/2/alert/critical'] });
      await notifyBy([mended]);
      expect(mended.asked).toEqual(['prod/2/alert/high']);
    });

    it('stops there only when it does not take the plain notice either', async () => {
      await commit([['users'], ['oauth'], ['routing']]);
      const mail = channel('mail', { diesOf: ['prod/2/alert/high', 'prod/2/alert/high/plain'] });
      const { failed, replaced } = await notifyBy([mail]);
      expect(mail.accepted).toEqual(['prod/1/summary/high']);
      expect(failed).toEqual([{ channel: 'mail', key: 'prod/2/alert/high', error: new Poison() }]);
      expect(replaced).toEqual([]);
      const mended = channel('mail');
      await notifyBy([mended]);
      expect(mended.accepted).toEqual(['prod/2/alert/high', 'prod/3/alert/high']);
    });

    it('tells the other channels as it was written', async () => {
      await commit([['users'], ['oauth']]);
      const outbox = channel('outbox');
      await notifyBy([channel('mail', long), outbox]);
      expect(outbox.accepted).toEqual(['prod/1/summary/high', 'prod/2/alert/high']);
    });

    it('stops there where nobody gave words for a notice', async () => {
      await commit([['users'], ['oauth']]);
      const { failed } = await notify({ store, org: ORG, sinks: [channel('mail', long)], compose });
      expect(failed).toMatchObject([{ key: 'prod/2/alert/high' }]);
    });
  });

  describe('when a run cannot be told', () => {
    const unreadable = Object.assign(new Error('a piece is missing'), { kind: 'corrupt' });
    const throttled = Object.assign(new Error('slow down'), { kind: 'throttled' });
    const breaking =
      (seq: number, error: Error): NotifyOptions['store']['payload'] =>
      async (of) => {
        if (of.seq === seq) throw error;
        return store.payload(of);
      };
    const notifyWith = (part: Partial<NotifyOptions>, sinks: readonly AlertSink[]) =>
      notify({ store, org: ORG, sinks, compose, plainNotice, ...part });

    it('says that there is something, counts it, and goes on', async () => {
      await commit([['users'], ['oauth'], ['routing']]);
      const mail = channel('mail');
      const damaged = { ...reading(), payload: breaking(2, unreadable) };
      const { failed, replaced } = await notifyWith({ store: damaged }, [mail]);
      expect(mail.accepted).toEqual(['prod/1/summary/high', 'prod/2/alert/high/plain', 'prod/3/alert/high']);
      expect(failed).toEqual([]);
      expect(replaced).toEqual([{ channel: 'mail', key: 'prod/2/alert/high/plain', error: unreadable }]);
    });

    it('does the same where it cannot be put into words', async () => {
      await commit([['users'], ['oauth']]);
      const mail = channel('mail');
      const defect = new Error('no words');
      const failing: NotifyOptions['compose'] = (of, found) => {
        if (of.seq === 2) throw defect;
        return compose(of, found);
      };
      const { replaced } = await notifyWith({ compose: failing }, [mail]);
      expect(mail.accepted).toEqual(['prod/1/summary/high', 'prod/2/alert/high/plain']);
      expect(replaced).toMatchObject([{ error: defect }]);
    });

    it('waits where the store only has trouble: that passes', async () => {
      await commit([['users'], ['oauth']]);
      const mail = channel('mail');
      const busy = { ...reading(), payload: breaking(2, throttled) };
      await expect(notifyWith({ store: busy }, [mail])).rejects.toBe(throttled);
      expect(mail.accepted).toEqual(['prod/1/summary/high']);
      await notifyBy([mail]);
      expect(mail.accepted).toEqual(['prod/1/summary/high', 'prod/2/alert/high']);
    });
  });

  it('leaves out for a channel what it does not want, and passes over it for good', async () => {
    await commit([[], ['oauth:critical', 'users:high'], ['routing:low']]);
    const picky = { ...channel('mail'), wants: ({ severity }: AlertMessage) => severity === 'critical' };
    await notifyBy([picky]);
    expect(picky.accepted).toEqual(['prod/2/alert/critical']);
    const keen = channel('mail');
    await notifyBy([keen]);
    expect(keen.accepted).toEqual([]);
  });

  it('tells nobody of their own act, and does not read it', async () => {
    await commit([['users']]);
    const act = run(2, { job: 'act', act: { kind: 'ack', by: 'sam' }, counts: counting(1) });
    await store.commit(act, payload({ transitions: [opened(findingOf('oauth'))] }));
    const mail = channel('mail');
    await notifyBy([mail]);
    expect(mail.accepted).toEqual(['prod/1/summary/high']);
  });

  it('looks into a run that only reminds', async () => {
    await commit([['users']]);
    const reminding = run(2, { counts: { ...counting(0), reminders: 1 } });
    await store.commit(reminding, payload({ reminders: [findingOf('users')] }));
    const composed: number[] = [];
    await notify({
      store,
      org: ORG,
      sinks: [channel('mail')],
      compose: (_, { reminders = [] }) => {
        composed.push(reminders.length);
        return [];
      },
    });
    expect(composed).toEqual([0, 1]);
  });

  describe('for a channel that reaches telephones', () => {
    const noon = new Date('2026-03-03T12:00:00Z');
    const texts = textRules({ perHour: 2, leastSeverity: 'high', now: () => noon });

    it('holds back what is beyond the limit, and sends the rest of the message all the same', async () => {
      await commit([[], ['a:high'], ['b:high'], ['c:critical'], ['d:critical']]);
      const sent: (string | undefined)[] = [];
      const sns = { ...channel('sns'), texts, send: async ({ sms }: AlertMessage) => void sent.push(sms) };
      await notifyBy([sns]);
      const rung = expect.stringContaining('prod');
      expect(sent).toEqual([undefined, rung, undefined, expect.stringMatching(/\(\+1 more held back\)$/), undefined]);
    });

    it('remembers it from call to call, however many quiet runs come between', async () => {
      await commit([[], ['a:high'], ['b:high']]);
      const sns = { ...channel('sns'), texts };
      await notifyBy([sns]);
      const remembered = { sentAt: [noon.toISOString()], heldBack: 1 };
      expect(await store.deliveryMark(ORG, 'sns')).toEqual({ seq: 3, sent: [], texts: remembered });
      await commit([[], ['a:high'], ['b:high'], ...Array.from({ length: 20 }, () => [])], 4);
      await notifyBy([sns]);
      expect(await store.deliveryMark(ORG, 'sns')).toEqual({ seq: 23, sent: [], texts: remembered });
    });
  });

  describe('for quiet runs', () => {
    it('writes nothing', async () => {
      await commit([['users'], [], []]);
      await notifyBy([channel('mail')]);
      expect(await writesOf(() => notifyBy([channel('mail')]))).toBe(0);
      await commit([['users'], [], [], []], 4);
      expect(await writesOf(() => notifyBy([channel('mail')]))).toBe(0);
    });

    it('notes where it is once it is far behind, so that it does not read them all each time', async () => {
      await commit([['users'], ...Array.from({ length: 20 }, () => [])]);
      await notifyBy([channel('mail')]);
      expect(await store.deliveryMark(ORG, 'mail')).toEqual({ seq: 21, sent: [] });
    });

    it('reads no payload and composes nothing', async () => {
      await commit([['users'], [], ['oauth'], []]);
      const composed: number[] = [];
      await notify({
        store,
        org: ORG,
        sinks: [channel('mail'), channel('sms')],
        compose: (of, found) => {
          composed.push(of.seq);
          return compose(of, found);
        },
      });
      expect(composed).toEqual([1, 3]);
    });
  });

  it('says what it is doing', async () => {
    await commit([['users']]);
    const said: string[] = [];
    await notify({ store, org: ORG, sinks: [channel('mail')], compose, onProgress: (message) => said.push(message) });
    expect(said).toEqual(['sending to mail: [HIGH] First look: 1 client; stands out: 1 high | org prod']);
  });

  /** Commits a run for each list of `scope` or `scope:severity`, from number `from` on. */
  async function commit(scopesByRun: readonly (readonly string[])[], from = 1): Promise<void> {
    for (const [index, scopes] of scopesByRun.entries()) {
      const seq = index + 1;
      if (seq < from) continue;
      const transitions = scopes.map((scope) => opened(findingOf(scope)));
      const record = run(seq, {
        baselineAt: '2026-03-01T01:00:00.000Z',
        counts: counting(transitions.length),
      });
      const { outcome } = await store.commit(record, payload({ transitions }));
      if (outcome !== 'committed') throw new Error(`run ${seq} was not committed`);
    }
  }

  function notifyBy(sinks: readonly AlertSink[]) {
    return notify({ store, org: ORG, sinks, compose, plainNotice });
  }

  /** The store, to be changed in one part. */
  function reading(): NotifyOptions['store'] {
    return {
      latestRun: (org) => store.latestRun(org),
      runsAfter: (...of) => store.runsAfter(...of),
      payload: (of) => store.payload(of),
      deliveryMark: (...of) => store.deliveryMark(...of),
      saveDeliveryMark: (...of) => store.saveDeliveryMark(...of),
    };
  }

  async function writesOf(doing: () => Promise<unknown>): Promise<number> {
    const before = store.consumption.itemsWritten;
    await doing();
    return store.consumption.itemsWritten - before;
  }
});

function compose(of: RunRecord, { transitions }: RunPayload): AlertMessage[] {
  return composeMessages({ run: of, transitions, settings: { stormFindings: 25 } });
}

function counting(transitions: number): RunRecord['counts'] {
  return { revisions: 0, transitions, usageRows: 0 };
}

function findingOf(text: string): Finding {
  const [scope = '', severity] = text.split(':');
  const known = (['critical', 'high', 'low'] as const).find((one) => one === severity);
  return finding(scope, { severity: known ?? 'high' });
}

/** What a channel says of a message that it will never take. */
class Poison extends Error {
  readonly isFinal = true;
}

interface Channel extends AlertSink {
  /** Keys of the messages that reached people. */
  readonly accepted: readonly string[];
  /** Keys of all messages that were handed to it. */
  readonly asked: readonly string[];
}

/** A channel that accepts what it is given, unless it refuses some, or its process dies just after it accepted one. */
function channel(
  name: string,
  faults: {
    readonly refuses?: readonly string[];
    readonly diesOf?: readonly string[];
    readonly diesAfter?: string;
  } = {},
): Channel {
  const accepted: string[] = [];
  const asked: string[] = [];
  return {
    channel: name,
    accepted,
    asked,
    send: async ({ key }) => {
      asked.push(key);
      if (faults.diesOf?.includes(key)) throw new Poison();
      if (faults.refuses?.includes(key)) throw new Error('refused');
      accepted.push(key);
      if (faults.diesAfter === key) throw new Error('the process died');
    },
  };
}

function keysOf(messages: readonly AlertMessage[]): string[] {
  return messages.map(({ key }) => key);
}
