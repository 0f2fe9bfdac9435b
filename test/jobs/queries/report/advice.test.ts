import { findAdvice } from '../../../../lib/jobs/queries/advice.ts';
import { reportFacts } from '../../../../lib/jobs/queries/report/index.ts';
import { RULES } from '../../../../lib/rules/index.ts';
import { demoStory } from '../../../../lib/simulator/index.ts';
import { type WatchedOrg, watchOrg } from '../../../support/watched-org.ts';

describe('The advice in a report', () => {
  let org: WatchedOrg;
  beforeAll(async () => {
    org = await watchOrg({});
    org.world.burn('Legacy Screen Pop', {
      method: 'GET',
      template: '/api/v2/of/no/kind',
      requests: 3,
      date: '2026-03-01',
    });
    let hours = 0;
    for (const { afterHours, apply } of demoStory) {
      await org.clock.sleep((afterHours - hours) * 3_600_000);
      hours = afterHours;
      apply(org.world);
      await org.scan({ afterHours: 0 });
    }
  });
  afterAll(() => org.close());

  it('is that of guardian advise, client by client, though it reads profiles in place of counts', async () => {
    const { store, config, clock } = org;
    const named = config.orgs?.[0];
    if (!named) throw new Error('no org');
    const query = { store, org: named, config, now: clock.now() };
    const { clients } = await findAdvice(query);
    const facts = await reportFacts({ ...query, rules: RULES, since: '2026-02-01T00:00:00.000Z' });
    const whole = clients.map(({ client, kind, basis, confidence, keep, remove, narrow, add }) => ({
      name: client.name,
      advice: {
        kind,
        daysObserved: basis.daysObserved,
        daysWanted: basis.daysWanted,
        confidence: confidence.level,
        keep: keep.map(({ name }) => name),
        remove: remove.map(({ name, wait }) => ({ name, ...(wait && { wait }) })),
        narrow: narrow.map(({ from, to }) => ({ from, to })),
        add: add.map(({ name }) => name),
      },
    }));
    expect(whole.some(({ advice }) => advice.remove.length > 0)).toBe(true);
    expect(clients.some(({ basis }) => basis.unmapped.length > 0)).toBe(true);
    expect(facts.clients.map(({ name, advice }) => ({ name, advice }))).toEqual(whole);
  });
});
