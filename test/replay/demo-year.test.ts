import { addDays } from '../../lib/domain/day.ts';
import type { GuardianConfig } from '../../lib/domain/manifest.ts';
import type { Episode } from '../../lib/jobs/replay/episodes.ts';
import { type Replay, type ReplayOptions, replay } from '../../lib/jobs/replay/replay.ts';
import type { Store } from '../../lib/ports.ts';
import { RULES } from '../../lib/rules/index.ts';
import { configOf, type DemoYear, FIRST_DAY, liveDemoYear, MANIFEST, scanAfter } from './demo-year.ts';
import { EXPECTED, type ExpectedEpisode } from './planted.ts';

/** Building the year takes most of it, on a machine that does other things as well. */
jest.setTimeout(240_000);

describe('A back-test of a year whose drifts are known', () => {
  let year: DemoYear;
  let asItWas: Replay;
  beforeAll(async () => {
    year = await liveDemoYear();
    asItWas = await backTest({});
  });
  afterAll(() => year.store.close());

  const of = (...ids: readonly string[]) => RULES.filter(({ id }) => ids.includes(id));
  const backTest = (tried: Partial<ReplayOptions>, store: Store = year.store) =>
    replay({
      store,
      org: year.org,
      config: year.config,
      rules: RULES,
      since: '2025-01-01T00:00:00.000Z',
      until: year.end,
      now: new Date(year.end),
      ...tried,
    });

  it('finds what was planted by the manifest that was used, no more and no less', () => {
    expect(namesOf(asItWas.wouldFire)).toEqual(namesOf(EXPECTED));
  });

  it('opens and resolves each within one scan of what happened', () => {
    for (const [episode, expected] of pairs(asItWas.wouldFire, EXPECTED)) {
      expect([episode.rule, isWithinAScan(episode.openedAt, expected.opens)]).toEqual([expected.rule, true]);
      if (expected.resolves === undefined) expect(episode.resolvedAt).toBeNull();
      else expect([episode.rule, isWithinAScan(episode.resolvedAt, expected.resolves)]).toEqual([expected.rule, true]);
    }
  });

  it('agrees with what the scans of that year found', () => {
    expect(asItWas.both).toHaveLength(EXPECTED.length);
    expect([...asItWas.onlyReplay, ...asItWas.onlyHistory, ...asItWas.undecided]).toEqual([]);
  });

  it('opens at the very time of the scan whatever does not hang on usage', () => {
    const exact = asItWas.both.filter(({ replayed }) => ruleOf(asItWas, replayed).resolution === 'moment');
    expect(exact.length).toBeGreaterThan(8);
    expect(exact.map(({ laterBySeconds }) => laterBySeconds)).toEqual(exact.map(() => 0));
  });

  it('says which rules are staged, and does not count their findings among the alerts', () => {
    const [staged, ...others] = asItWas.wouldFire.filter(({ isStaged }) => isStaged);
    expect([staged?.rule, others]).toEqual(['division-widened', []]);
    const told = asItWas.weeks.reduce((sum, { findings }) => sum + findings, 0);
    expect(told).toBe(EXPECTED.length - 1);
  });

  it('finds what a rule that is off would have found, once it is told to judge it', async () => {
    const tried = await backTest({
      rules: of('token-lifetime-raised', 'division-widened', 'scope-added'),
      whatIf: { includeOff: true },
    });
    expect(tried.onlyReplay.map(({ rule, client }) => `${rule} ${client.name}`)).toEqual([
      'token-lifetime-raised App 17',
    ]);
    expect(tried.onlyReplay.map(({ openedAt }) => openedAt.slice(0, 16))).toEqual([scanAfter(260).slice(0, 16)]);
    expect(tried.both.map(({ replayed }) => replayed.isStaged)).toEqual(tried.both.map(() => false));
    expect(namesOf(tried.both.map(({ replayed }) => replayed))).toContain('division-widened Service 05');
  });

  it('names the rule that is off rather than to call it silent', () => {
    expect(asItWas.notReplayed.find(({ rule }) => rule === 'token-lifetime-raised')?.because).toContain(
      '--include-off',
    );
  });

  it('finds what a lower threshold would have found', async () => {
    const tried = await backTest({
      since: dayTime(300),
      rules: of('quota-share'),
      whatIf: { thresholds: { quotaShare: '0.1' } },
    });
    expect(tried.onlyReplay.map(({ rule, client }) => `${rule} ${client.name}`)).toEqual(['quota-share App 16']);
    expect(tried.onlyHistory).toEqual([]);
  });

  it('says what a higher threshold would have kept silent, and that figures are why', async () => {
    const tried = await backTest({
      since: dayTime(200),
      rules: of('client-unused'),
      whatIf: { thresholds: { unusedDays: '90' } },
    });
    expect(tried.onlyReplay).toEqual([]);
    expect(
      tried.onlyHistory.map(({ because, episode }) => `${because}: ${episode.rule} ${episode.client.name}`),
    ).toEqual(['figures: client-unused App 13']);
  });

  it('judges the past by another manifest', async () => {
    const [northwind, ...vendors] = MANIFEST.vendors;
    const acme = { name: 'Acme', clients: ['App 03'], scopes: ['users:readonly', 'recordings'] };
    const stricter = { ...northwind, scopes: ['presence:readonly'] };
    const config: GuardianConfig = configOf({ ...MANIFEST, vendors: [stricter, acme, ...vendors] });
    const tried = await backTest({ config, rules: of('scope-added', 'scope-removed') });
    // The app of Acme lacks what it may hold until it gains it, and again once it has lost it.
    expect(
      tried.onlyReplay.map(({ rule, client, openedAt }) => `${openedAt.slice(0, 10)} ${rule} ${client.name}`),
    ).toEqual([
      `${FIRST_DAY} scope-added App 01`,
      `${FIRST_DAY} scope-removed App 01`,
      `${FIRST_DAY} scope-removed App 03`,
      `${scanAfter(50).slice(0, 10)} scope-removed App 03`,
    ]);
    expect(
      tried.onlyHistory.map(({ because, episode }) => `${because}: ${episode.rule} ${episode.client.name}`),
    ).toEqual(['rule: scope-added App 03']);
  });

  it('begins in the middle with what was open then', async () => {
    const tried = await backTest({ since: dayTime(200) });
    expect(tried.wouldFire.filter(({ wasOpenBefore }) => wasOpenBefore).map(({ rule }) => rule)).toEqual([
      'client-created',
    ]);
    const later = EXPECTED.filter(({ opens, resolves = 999 }) => opens >= 200 || resolves > 200);
    expect(namesOf(tried.wouldFire)).toEqual(namesOf(later));
    expect([...tried.onlyReplay, ...tried.onlyHistory, ...tried.undecided]).toEqual([]);
  });

  it('begins while a drift is open, and ends before the next one', async () => {
    const tried = await backTest({
      since: dayTime(45),
      until: dayTime(60),
    });
    expect(tried.both.map(({ replayed, recorded }) => [replayed.wasOpenBefore, recorded.wasOpenBefore])).toEqual([
      [true, true],
    ]);
    expect(tried.wouldFire.map(({ resolvedAt }) => resolvedAt?.slice(0, 16))).toEqual([scanAfter(50).slice(0, 16)]);
  });

  it('judges as well what is older than the run records that are kept, and says what it took to be so', async () => {
    const tried = await backTest({}, year.withoutOldRuns());
    expect(namesOf(tried.wouldFire)).toEqual(namesOf(EXPECTED));
    expect(timesOf(tried.wouldFire)).toEqual(timesOf(asItWas.wouldFire));
    expect(tried.assumptions.join(' ')).toContain('retention.runsDays');
    expect(tried.assumptions.join(' ')).toContain('1 acceptances are older');
    expect(asItWas.assumptions).toEqual([]);
  });

  it('tells of one client, and of the rules that were named', async () => {
    const rules = of('usage-spike');
    const clientId = asItWas.wouldFire.find(({ client }) => client.name === 'Service 09')?.client.id;
    const tried = await backTest({ rules, clientId });
    expect(namesOf(tried.wouldFire)).toEqual(['usage-spike Service 09']);
    expect(namesOf(tried.both.map(({ recorded }) => recorded))).toEqual(['usage-spike Service 09']);
    expect(tried.rules.map(({ rule }) => rule)).toEqual(['usage-spike']);
  });

  it('writes nothing', async () => {
    const { itemsWritten } = year.store.consumption;
    await backTest({ since: dayTime(340) });
    expect(year.store.consumption.itemsWritten).toBe(itemsWritten);
  });

  it('reads a revision only of what changed, and calls by operation only for rules that look at them', async () => {
    const { cost } = await backTest({ rules: of('scope-added') });
    expect(cost.itemsRead).toBeLessThan(asItWas.cost.itemsRead / 2);
  });

  function namesOf(
    episodes: readonly (Pick<Episode, 'rule' | 'client'> | Pick<ExpectedEpisode, 'rule' | 'client'>)[],
  ): string[] {
    return episodes.map(({ rule, client }) => `${rule} ${typeof client === 'string' ? client : client.name}`).sort();
  }
});

function dayTime(day: number): string {
  return `${addDays(FIRST_DAY, day)}T00:00:00.000Z`;
}

function timesOf(episodes: readonly Episode[]): string[] {
  return episodes.map(({ id, openedAt, resolvedAt }) => `${id} ${openedAt} ${resolvedAt}`);
}

function ruleOf({ rules }: Replay, { rule }: Episode): Replay['rules'][number] {
  const found = rules.find((one) => one.rule === rule);
  if (!found) throw new Error(`the summary has no rule ${rule}`);
  return found;
}

/** Each found episode with the one that was expected. */
function pairs(found: readonly Episode[], expected: readonly ExpectedEpisode[]): [Episode, ExpectedEpisode][] {
  return expected.map((one) => {
    const episode = found.find(
      ({ rule, client, openedAt }) =>
        rule === one.rule && client.name === one.client && isWithinAScan(openedAt, one.opens),
    );
    if (!episode) throw new Error(`${one.rule} of ${one.client} was not found on day ${one.opens}`);
    return [episode, one];
  });
}

/** Between the day itself and the scan that sees it first; a day of usage is whole when it ends. */
function isWithinAScan(time: string | null, day: number): boolean {
  if (time === null) return false;
  const ready = `${addDays(FIRST_DAY, day)}T00:00:00.000Z`;
  return time >= ready && Date.parse(time) <= Date.parse(scanAfter(day)) + 60_000;
}
