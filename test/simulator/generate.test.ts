import fc from 'fast-check';
import { type GenerateOrgOptions, generateOrg, generateUsage, Random, type World } from '../../lib/simulator/index.ts';
import { Bench, HandClock } from './harness.ts';

const SMALL: GenerateOrgOptions = { seed: 7, clients: 60, roles: 12, divisions: 6 };

const records = (world: World) => [
  [...world.clients.values()],
  [...world.roles.values()],
  [...world.divisions.values()],
];

describe('a generated org', () => {
  it('is the same for the same seed, ids and dates included', () => {
    expect(records(generateOrg(SMALL))).toEqual(records(generateOrg(SMALL)));
  });

  it('is another for another seed', () => {
    expect(records(generateOrg(SMALL))).not.toEqual(records(generateOrg({ ...SMALL, seed: 8 })));
  });

  it('has the numbers asked for, whatever they are', () => {
    const size = fc.record({
      seed: fc.nat(),
      clients: fc.integer({ min: 1, max: 40 }),
      roles: fc.integer({ min: 2, max: 20 }),
      divisions: fc.integer({ min: 1, max: 90 }),
    });
    fc.assert(
      fc.property(size, (options) => {
        const world = generateOrg(options);
        expect([world.clients.size, world.roles.size, world.divisions.size]).toEqual([
          options.clients,
          options.roles,
          options.divisions,
        ]);
      }),
      { numRuns: 30 },
    );
  });

  it('has different names for its divisions', () => {
    const names = [...generateOrg({ ...SMALL, divisions: 300 }).divisions.values()].map(({ name }) => name);
    expect(new Set(names).size).toBe(300);
  });

  it('mixes grant types, and gives each client what restricts it', () => {
    const clients = [...generateOrg({ ...SMALL, clients: 400 }).clients.values()];
    expect(new Set(clients.map(({ authorizedGrantType }) => authorizedGrantType)).size).toBe(5);
    for (const client of clients) {
      const isService = client.authorizedGrantType === 'CLIENT-CREDENTIALS';
      expect([client.roleDivisions.length > 0, client.scope.length > 0]).toEqual([isService, !isService]);
    }
  });

  it('begins without an audit trail', () => {
    expect(generateOrg(SMALL).audits).toEqual([]);
  });

  it('of 5,000 clients can be read by its guardian', async () => {
    const clock = new HandClock();
    const world = generateOrg({ seed: 1, clients: 5000, roles: 500, divisions: 100, clock: clock.read });
    const bench = await Bench.start({ world, recordResponses: false });
    expect((await bench.get('/api/v2/oauth/clients')).body.entities).toHaveLength(5000);
    expect((await bench.get('/api/v2/authorization/roles?pageSize=100')).body.pageCount).toBe(5);
  });
});

describe('generated usage', () => {
  const usageOf = (world: World) =>
    world.usage.published({
      from: '2026-11-01',
      to: '2026-11-30',
      now: new Date('2026-12-31T00:00:00Z'),
      publication: { mode: 'late', lagHours: 0 },
    });
  const generated = (seed: number) => {
    const world = generateOrg(SMALL);
    generateUsage(world, { from: '2026-11-10', to: '2026-11-16', seed });
    return usageOf(world);
  };

  it('is the same for the same seed', () => {
    expect(generated(3)).toEqual(generated(3));
    expect(generated(3)).not.toEqual(generated(4));
  });

  it('covers every day for every active client and for the clients of Genesys', () => {
    const world = generateOrg(SMALL);
    generateUsage(world, { from: '2026-11-10', to: '2026-11-16', seed: 3 });
    const seen = new Set(usageOf(world).map(({ date, clientId }) => `${date} ${clientId}`));
    const active = [...world.clients.values()].filter(({ state }) => state === 'active').length;
    expect(seen.size).toBe(7 * (active + 2));
  });

  it('adds up', () => {
    for (const { requests, status200, status300, status400, status500, status429 } of generated(3)) {
      expect(status200 + status300 + status400 + status500).toBe(requests);
      expect(status429).toBeLessThanOrEqual(status400);
    }
  });

  it('is refused for days that are none', () => {
    const world = generateOrg(SMALL);
    expect(() => generateUsage(world, { from: 'soon', to: '2026-11-16', seed: 3 })).toThrow('Not days: soon');
  });
});

describe('random numbers', () => {
  it('stay in their range', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 50 }), fc.nat(50), (seed, least, span) => {
        const value = new Random(seed).between(least, least + span);
        expect(value).toBeGreaterThanOrEqual(least);
        expect(value).toBeLessThanOrEqual(least + span);
      }),
    );
  });

  it('sample without repetition', () => {
    fc.assert(
      fc.property(fc.integer(), fc.uniqueArray(fc.nat()), fc.nat(20), (seed, values, count) => {
        const sample = new Random(seed).sample(values, count);
        expect(new Set(sample).size).toBe(Math.min(count, values.length));
      }),
    );
  });

  it('reach every value of a small range', () => {
    const random = new Random(1);
    const seen = new Set(Array.from({ length: 200 }, () => random.between(1, 6)));
    expect([...seen].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
