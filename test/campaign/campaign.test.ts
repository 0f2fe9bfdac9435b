import { DRIFTS } from './history/drifts.ts';
import { historyOf } from './history/history.ts';
import { truthOf } from './history/truth.ts';
import { campaignOn, withoutChance } from './report/campaign.ts';
import { play } from './schedule/play.ts';
import { type Reference, referenceOf } from './schedule/reference.ts';
import type { Schedule } from './schedule/schedule.ts';
import { playScript, type Script, scriptSchema, written } from './schedule/script.ts';
import { shrink } from './schedule/shrink.ts';

const firstLook = { at: 'genesys', step: 0, path: '/api/v2/authorization/divisions', call: 'every' } as const;

const { random } = Math;
beforeAll(withoutChance);
afterAll(() => {
  Math.random = random;
});

describe('A history without faults', () => {
  let reference: Reference;
  beforeAll(async () => {
    reference = await referenceOf(historyOf(7));
  }, 120_000);

  it('leaves open what its script says, and nothing else that it could have brought', () => {
    const possible = new Set(DRIFTS.flatMap(({ tells }) => tells));
    const truth = truthOf(reference.history);
    const compared = reference.steps.map(({ unresolved }, n) => {
      const open = [...unresolved.values()].map(({ rule, client }) => `${rule} ${client.name}`);
      const expected = truth[n];
      return expected && [[...new Set(open.filter((line) => possible.has(line)))].sort(), [...expected].sort()];
    });
    const known = compared.filter((pair) => pair !== undefined);
    expect(known.length).toBeGreaterThan(reference.steps.length / 2);
    expect(known.map(([open]) => open)).toEqual(known.map(([, expected]) => expected));
  });

  it('is the same each time', async () => {
    const again = await referenceOf(historyOf(7));
    expect(again.steps.map(({ fingerprint }) => [...fingerprint])).toEqual(
      reference.steps.map(({ fingerprint }) => [...fingerprint]),
    );
  }, 120_000);

  it('is lived through by a schedule to the same end, each time', async () => {
    const step = reference.steps.findIndex(
      ({ runs }, n) => n > 0 && runs.some(({ transitions }) => transitions.length > 0),
    );
    const schedule: Schedule = [
      { at: 'table', step, job: 'scan', request: 20, fault: 'crash after', lasts: false, delivery: 1 },
      { at: 'genesys', step: step + 1, path: '/api/v2/oauth/clients', call: 'every', fault: 'forbidden', delivery: 1 },
    ];
    const [once, again] = [await play({ reference, schedule }), await play({ reference, schedule })];
    expect(once).toEqual(again);
    expect(once).toMatchObject({ violations: [], end: 'merged', crashes: 1 });
  });
});

describe('The fault campaign', () => {
  it('breaks no invariant', async () => {
    const { failures, struckSchedules, merged } = await campaignOn({ seed: 1_001, schedules: 40 });
    expect(failures).toEqual([]);
    expect(struckSchedules).toBeGreaterThan(25);
    expect(merged).toBe(40);
  }, 240_000);

  /** What it found, as it printed it. */
  it.each([
    [
      'divisions that could not be read at the first look leave no approval without their names',
      {
        history: [{ minutes: 60 }, { minutes: 60 }, { minutes: 60 }],
        faults: [{ ...firstLook, fault: 'fields absent' }],
      },
    ],
  ] as const)('holds that %s', async (_, script) => {
    expect((await playScript(scriptSchema.parse(script))).violations).toEqual([]);
  });
});

describe('A failing script', () => {
  it('is shortened to what makes it fail', async () => {
    const faults = scriptSchema.parse({
      history: 3,
      faults: [
        { at: 'delivery', step: 12, job: 'scan', fault: 'twice' },
        { at: 'delivery', step: 20, job: 'scan', fault: 'not at all' },
      ],
    });
    const failsFor = async ({ history, faults: left }: Script) =>
      typeof history !== 'number' && left.some(({ fault }) => fault === 'not at all') && history.length >= 8;
    const short = await shrink(faults, failsFor);
    expect(short.faults).toEqual([{ at: 'delivery', step: expect.any(Number), job: 'scan', fault: 'not at all' }]);
    expect(short.history).toHaveLength(8);
    expect(scriptSchema.parse(JSON.parse(written(short)))).toEqual(short);
  });
});
