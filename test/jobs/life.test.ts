import type { Finding } from '../../lib/domain/finding.ts';
import { evidenceDigest } from '../../lib/domain/triage.ts';
import { DEMO_CLIENTS, demoManifest } from '../../lib/simulator/index.ts';
import { type WatchedOrg, watchOrg } from '../support/watched-org.ts';

const HOURS_A_DAY = 24;
/** Usage moves on its own and would speak in between. */
const job = 'configuration';

describe('The life of a finding, scan by scan', () => {
  let org: WatchedOrg;
  afterEach(() => org.close());

  /** An org whose CRM connector has just gained a scope that nobody approved. */
  async function drifted(manifest = demoManifest): Promise<Finding> {
    org = await watchOrg({ manifest });
    await org.scan({ job });
    org.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    const [transition] = (await org.scan({ job })).transitions;
    if (!transition) throw new Error('the drift was not seen');
    return transition.finding;
  }

  const scan = (afterHours = 1) => org.scan({ job, afterHours });
  async function committed() {
    const run = await org.store.latestRun('demo');
    if (!run) throw new Error('no run was committed');
    return run;
  }
  /** Scans, and answers the findings of which people are told again. */
  async function remindedAfter(hours: number): Promise<string[]> {
    await scan(hours);
    return ((await org.store.payload(await committed())).reminders ?? []).map(({ id }) => id);
  }

  it('reminds of what stays open after the days of its severity, in a run in which nothing changed', async () => {
    const { id, severity } = await drifted();
    expect(severity).toBe('high');
    expect(await remindedAfter(2 * HOURS_A_DAY)).toEqual([]);
    expect(await remindedAfter(HOURS_A_DAY)).toEqual([id]);
    expect(await committed()).toMatchObject({ counts: { transitions: 0, reminders: 1 } });
    expect(await remindedAfter(1)).toEqual([]);
  });

  it('remembers whom it told, so that the next reminder counts from the last one', async () => {
    const { id } = await drifted();
    await scan(3 * HOURS_A_DAY);
    expect(await remindedAfter(2 * HOURS_A_DAY)).toEqual([]);
    expect(await remindedAfter(HOURS_A_DAY)).toEqual([id]);
  });

  it('is quiet until the hour at which a reminder is due, and awake then', async () => {
    const { id } = await drifted();
    // The first run of a day is never quiet: two days after the drift at 14:00, then hour by hour to the third.
    await scan(2 * HOURS_A_DAY + 22);
    const { itemsWritten } = org.store.consumption;
    expect(await remindedAfter(1)).toEqual([]);
    expect(await committed()).toMatchObject({ chunks: 0 });
    expect(org.store.consumption.itemsWritten - itemsWritten).toBeLessThanOrEqual(3);
    expect(await remindedAfter(1)).toEqual([id]);
  });

  it('says nothing more of a finding that guardian.yaml waives, and says so at once when the day has come', async () => {
    const finding = await drifted();
    const { id } = finding;
    const entry = {
      finding: id,
      evidence: evidenceDigest(finding),
      reason: 'until the migration is done',
      by: 'ada',
      on: '2026-03-03',
      until: '2026-03-05',
    };
    await org.close();
    // The same org again, from its beginning, by a manifest that waives what is to come.
    org = await watchOrg({ manifest: `${demoManifest}\nwaivers: [${JSON.stringify(entry)}]\n` });
    await scan();
    org.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    const [opening] = (await scan()).transitions;
    expect(opening).toMatchObject({ from: null, to: 'waived', cause: { kind: 'waived', by: 'ada' } });
    // Midnight after the last day: 2026-03-06T00:00Z.
    expect((await scan(2 * HOURS_A_DAY + 9)).transitions).toEqual([]);
    const [ending] = (await scan()).transitions;
    expect(ending).toMatchObject({ from: 'waived', to: 'open', cause: { kind: 'waiver-expired', by: 'guardian' } });
  });

  it('ends a waiver although Genesys does not answer', async () => {
    const finding = await drifted();
    const { id } = finding;
    const entry = {
      finding: id,
      evidence: evidenceDigest(finding),
      reason: 'why',
      by: 'ada',
      on: '2026-03-03',
      until: '2026-03-05',
    };
    await org.close();
    org = await watchOrg({ manifest: `${demoManifest}\nwaivers: [${JSON.stringify(entry)}]\n` });
    await scan();
    org.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    await scan();
    org.simulator.faults.add({ path: '/api/v2/oauth/clients', fault: { kind: 'unavailable' } });
    const blind = await scan(4 * HOURS_A_DAY);
    expect(blind.run.coverage.clients.status).not.toBe('complete');
    expect(blind.transitions.find(({ finding }) => finding.id === id)).toMatchObject({ from: 'waived', to: 'open' });
  });

  it('names the org in the commands of its steps, so that they can be pasted where there are several', async () => {
    const { fix, client } = await drifted();
    expect(fix.join('\n')).toContain(`guardian accept --org demo --client ${client.id}`);
  });

  it('says why in every record of the history', async () => {
    await drifted();
    org.world.removeScopes(DEMO_CLIENTS.crm, ['recordings']);
    await scan();
    const { items } = await org.store.history('demo', {});
    expect(items.filter(({ finding }) => finding.rule === 'scope-added').map(({ cause }) => cause)).toEqual([
      { kind: 'gone', by: 'guardian' },
      { kind: 'found', by: 'guardian' },
    ]);
  });
});
