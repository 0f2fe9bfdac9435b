import fc from 'fast-check';
import { PermissionSet } from '../../../lib/domain/permission.ts';
import { roleJudge } from '../../../lib/privilege/use/role-use.ts';
import { aRole } from '../../support/facts.ts';
import { appUse, BEFORE, CATALOGUE, called, OLD, refused, roleUse, WITHIN } from './situation.ts';

const GET_USER = 'GET /api/v2/users/{userId}';
const EDIT_USER = 'PATCH /api/v2/users/{userId}';
const RECORDINGS = 'GET /api/v2/recordings';
const QUEUES = 'GET /api/v2/queues';

const unusedScopes = (...given: Parameters<typeof appUse>) => appUse(...given).unusedScopes;
const unused = (...given: Parameters<typeof roleUse>) => roleUse(...given).roles.flatMap(({ examples }) => examples);

describe('a scope', () => {
  it('is unused if no call accepts it', () => {
    expect(unusedScopes(['routing', 'users'], [called(GET_USER)])).toEqual(['routing']);
  });

  it('is used by a call that accepts what it implies', () => {
    expect(unusedScopes(['users'], [called(GET_USER)])).toEqual([]);
    expect(unusedScopes(['users:readonly'], [called(GET_USER)])).toEqual([]);
    expect(unusedScopes(['notes'], [called('GET /api/v2/notes')])).toEqual([]);
  });

  it('is not used by a call that wants more', () => {
    expect(unusedScopes(['users:readonly'], [called(EDIT_USER)])).toEqual(['users:readonly']);
  });

  it('is not used by a call that needs none', () => {
    expect(unusedScopes(['users'], [called('GET /api/v2/date')])).toEqual(['users']);
  });

  it('is used on the first day of the window, and not the day before', () => {
    const on = (lastDay: string) =>
      unusedScopes(['users'], [called(GET_USER, { lastDay }), called('GET /api/v2/date')]);
    expect(on(WITHIN)).toEqual([]);
    expect(on(BEFORE)).toEqual(['users']);
  });

  it('is used by a call that failed, for a 404 has needed it, too', () => {
    expect(unusedScopes(['users'], [refused(GET_USER)])).toEqual([]);
  });

  it('is used by a call that the manifest announces, but not by a pattern', () => {
    const announced = (...endpoints: string[]) =>
      unusedScopes(['routing', 'users'], [called(GET_USER)], { input: { endpoints } });
    expect(announced('get /api/v2/queues')).toEqual([]);
    expect(announced('GET /api/v2/queues*', '* /api/v2/queues')).toEqual(['routing']);
  });

  it('that may be young is kept apart', () => {
    const age = { ...OLD, isOldScope: (scope: string) => scope !== 'routing' };
    expect(appUse(['recordings', 'routing'], [called(GET_USER)], { input: { age } })).toMatchObject({
      unusedScopes: ['recordings'],
      unusedYoungScopes: ['routing'],
    });
  });

  it('of a client-credentials client is no grant', () => {
    expect(roleUse(['routing:queue:view'], [called(QUEUES)])).toMatchObject({ unusedScopes: [], roles: [] });
  });
});

describe('a permission', () => {
  it('is unused if no call names it', () => {
    expect(roleUse(['routing:queue:view', 'routing:skill:view'], [called(QUEUES)]).roles).toEqual([
      {
        roleId: expect.any(String),
        held: 2,
        unused: 1,
        unusedByDomain: { routing: 1 },
        examples: ['routing:skill:view'],
        unusedYoung: 0,
      },
    ]);
  });

  it('is used by a call that wants any of several', () => {
    expect(unused(['recording:recording:view', 'recording:screenRecording:view'], [called(RECORDINGS)])).toEqual([]);
  });

  it('is used by a call that wants all of several', () => {
    expect(unused(['directory:user:edit', 'directory:user:view'], [called(EDIT_USER)])).toEqual([]);
  });

  it('with a wildcard is used if one that it implies is', () => {
    expect(unused(['recording:*:view', 'routing:*:*'], [called(RECORDINGS)])).toEqual(['routing:*:*']);
  });

  it('that another one of the role implies does not count', () => {
    expect(roleUse(['routing:*:*', 'routing:skill:view'], [called(GET_USER)]).roles).toMatchObject([
      { held: 1, unused: 1, examples: ['routing:*:*'] },
    ]);
  });

  it('is counted by domain, and the riskiest are named first', () => {
    const [use] = roleUse(
      ['routing:queue:view', 'authorization:role:edit', 'recording:recording:view', 'routing:skill:view'],
      [called(GET_USER)],
    ).roles;
    expect(use?.unusedByDomain).toEqual({ authorization: 1, recording: 1, routing: 2 });
    expect(use?.examples.slice(0, 2)).toEqual(['authorization:role:edit', 'recording:recording:view']);
  });

  it('that may be young is counted apart', () => {
    const age = { ...OLD, oldPartOf: () => new PermissionSet(['routing:queue:view']) };
    const roles = roleUse(['routing:queue:view', 'routing:skill:view'], [called(GET_USER)], { input: { age } }).roles;
    expect(roles).toMatchObject([{ unused: 1, examples: ['routing:queue:view'], unusedYoung: 1 }]);
  });

  it('is judged for each client by its own age, though they hold the same role and call the same', () => {
    const judge = roleJudge();
    const role = aRole({ permissions: ['routing:queue:view'] });
    const uses = (['all', 'none', 'all'] as const).map((old) => judge(role, new Set(), old));
    expect(uses.map((use) => [use?.unused, use?.unusedYoung])).toEqual([
      [1, 0],
      [0, 1],
      [1, 0],
    ]);
  });

  it('of a code-grant client is no grant', () => {
    expect(appUse(['users'], [called(GET_USER)]).roles).toEqual([]);
  });

  it('is either unused or named by a call, whatever is held and called', () => {
    const names = [
      'directory:user:edit',
      'directory:user:view',
      'recording:*:view',
      'routing:queue:view',
      'routing:*:*',
    ];
    const operations = [GET_USER, EDIT_USER, RECORDINGS, QUEUES];
    fc.assert(
      fc.property(fc.subarray(names, { minLength: 1 }), fc.subarray(operations), (held, calls) => {
        const needed = calls.flatMap((name) => {
          const [method = '', template = ''] = name.split(' ');
          const match = CATALOGUE.find(method, template);
          return match.kind === 'mapped' ? match.operation.permissions : [];
        });
        const role = new PermissionSet(held).permissions;
        const expected = role.filter((one) => !needed.some((wanted) => new PermissionSet([one]).allows(wanted)));
        const use = roleUse(
          held,
          calls.map((name) => called(name)),
        );
        expect(use.roles.flatMap(({ examples }) => examples).sort()).toEqual(expected);
      }),
    );
  });
});

describe('calls of which nobody can tell what they need', () => {
  it.each([
    ['a template that the catalogue does not have', 'GET /api/v2/gone', 'not in the catalogue: unknown template'],
    ['a row without a template', 'GET ', 'not in the catalogue: no template'],
    ['a subscription', 'POST /api/v2/notifications/channels/{id}/subscriptions', 'each topic'],
    ['an operation whose permissions cannot be read', 'GET /api/v2/secret', 'does not say in full'],
  ])('are named: %s', (_, name, why) => {
    expect(roleUse(['routing:queue:view'], [called(name)]).opaque).toEqual([
      { operation: name, why: expect.stringContaining(why), isRefused: false },
    ]);
  });

  it('do not matter for scopes where only the permissions cannot be read', () => {
    expect(appUse(['users'], [called('GET /api/v2/secret')]).opaque).toEqual([]);
  });

  it('do not matter once they are older than the window', () => {
    expect(roleUse(['routing:queue:view'], [called('GET /api/v2/gone', { lastDay: BEFORE })]).opaque).toEqual([]);
  });

  it('are those, too, that only the totals of usage know', () => {
    const { opaque, hasCalled } = appUse(['users'], [], { input: { unexplainedRequests: 7 } });
    expect({ opaque: opaque.length, hasCalled }).toEqual({ opaque: 1, hasCalled: false });
  });
});

describe('what is missing', () => {
  const missing = (...given: Parameters<typeof roleUse>) => roleUse(...given).missing;

  it('is what a refused call needs and no role gives', () => {
    expect(missing(['routing:queue:view'], [refused(RECORDINGS)])).toEqual([
      {
        kind: 'ANY',
        permissions: ['recording:recording:view', 'recording:screenRecording:view'],
        refused: [RECORDINGS],
        declared: [],
      },
    ]);
  });

  it('is only what lacks of a call that needs all', () => {
    expect(missing(['directory:user:view'], [refused(EDIT_USER)])).toMatchObject([
      { kind: 'ALL', permissions: ['directory:user:edit'] },
    ]);
  });

  it('is nothing where one of any is held, or a wildcard gives it', () => {
    expect(missing(['recording:recording:view'], [refused(RECORDINGS)])).toEqual([]);
    expect(missing(['directory:*:*'], [refused(EDIT_USER)])).toEqual([]);
  });

  it('is nothing where the call works, whatever the definition says', () => {
    expect(missing(['routing:queue:view'], [called(RECORDINGS)])).toEqual([]);
    expect(missing(['routing:queue:view'], [called(RECORDINGS, { lastRefusal: '2026-11-19' })])).toEqual([]);
    expect(missing(['routing:queue:view'], [called(RECORDINGS)], { input: { endpoints: [RECORDINGS] } })).toEqual([]);
  });

  it('is what a call needs that worked once and is refused since', () => {
    const calls = called(RECORDINGS, { lastSuccess: '2026-11-01', lastRefusal: '2026-11-02' });
    expect(missing(['routing:queue:view'], [calls])).toHaveLength(1);
  });

  it('is nothing where the refusal is older than the window', () => {
    const { lastSuccess: _, ...calls } = called(RECORDINGS, { lastRefusal: BEFORE });
    expect(missing(['routing:queue:view'], [calls])).toEqual([]);
  });

  it('is what an announced call needs, unless another client of the vendor may make it', () => {
    const announced = (isOnlyClient: boolean) =>
      missing(['routing:queue:view'], [], { input: { endpoints: [RECORDINGS], isOnlyClient } });
    expect(announced(true)).toMatchObject([{ refused: [], declared: [RECORDINGS] }]);
    expect(announced(false)).toEqual([]);
  });

  it('is one need for calls that lack the same', () => {
    const input = { endpoints: ['GET /api/v2/recordings/'] };
    expect(missing(['routing:queue:view'], [refused(RECORDINGS)], { input })).toMatchObject([
      { refused: [RECORDINGS], declared: [RECORDINGS] },
    ]);
  });

  it('is not claimed where the definition leaves open what would do', () => {
    expect(missing(['routing:queue:view'], [refused('GET /api/v2/secret')])).toEqual([]);
    expect(missing(['routing:queue:view'], [refused('GET /api/v2/guarded')])).toHaveLength(1);
  });

  it('is nothing for a code-grant client: the permissions are those of its users', () => {
    expect(appUse(['users'], [refused(RECORDINGS)]).missing).toEqual([]);
  });
});
