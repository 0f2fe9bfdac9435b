import { advise, type ClientEvidence, gainKey, grantKey } from '../../../lib/privilege/advice/index.ts';
import { advisedGrant } from '../../../lib/privilege/apply/index.ts';
import { Catalogue, permissionsKnown } from '../../../lib/privilege/catalogue/index.ts';
import { aRole, SALES, SUPPORT } from '../../support/facts.ts';
import { aCall, adviceFor, CONTEXT, ROLE_ID, roleEvidence, scopeEvidence } from './support/evidence.ts';

const GET_USER = 'GET /api/v2/users/{userId}';
const GET_QUEUES = 'GET /api/v2/routing/queues';
const POST_DETAILS = 'POST /api/v2/analytics/conversations/details/query';
const GET_RECORDINGS = 'GET /api/v2/conversations/{conversationId}/recordings';
const POST_CONTACT = 'POST /api/v2/externalcontacts/contacts';

describe('the advice for a client that scopes restrict', () => {
  it('keeps a scope that a call needs, with the call', () => {
    const advice = adviceFor(scopeEvidence({ scopes: ['users:readonly'], rows: [aCall(GET_USER, 70)] }));
    expect(advice).toMatchObject({ kind: 'scopes', minimal: ['users:readonly'], optimal: true, remove: [], add: [] });
    expect(advice.keep).toEqual([
      { name: 'users:readonly', because: [{ method: 'GET', template: '/api/v2/users/{userId}', requests: 70 }] },
    ]);
  });

  it('removes a scope that no call needs, and breaks nothing by that', () => {
    const advice = adviceFor(scopeEvidence({ scopes: ['routing', 'users:readonly'], rows: [aCall(GET_USER)] }));
    expect(advice.remove).toEqual([{ name: 'routing', breaks: [] }]);
  });

  it('narrows a scope to its readonly form where nothing is written', () => {
    const advice = adviceFor(scopeEvidence({ scopes: ['users'], rows: [aCall(GET_USER, 70)] }));
    expect(advice.narrow).toEqual([
      {
        from: 'users',
        to: ['users:readonly'],
        because: [{ method: 'GET', template: '/api/v2/users/{userId}', requests: 70 }],
      },
    ]);
    expect(advice).toMatchObject({ keep: [], remove: [], add: [] });
  });

  it('removes the wider scope where the readonly form is held beside it', () => {
    const advice = adviceFor(scopeEvidence({ scopes: ['users', 'users:readonly'], rows: [aCall(GET_USER)] }));
    expect(advice.remove).toEqual([{ name: 'users', breaks: [] }]);
    expect(advice.keep.map(({ name }) => name)).toEqual(['users:readonly']);
  });

  it('keeps the writing scope for a call that writes', () => {
    const advice = adviceFor(scopeEvidence({ scopes: ['external-contacts'], rows: [aCall(POST_CONTACT)] }));
    expect(advice).toMatchObject({ minimal: ['external-contacts'], narrow: [], remove: [] });
  });

  it('adds a scope without which calls succeed only because scopes are not enforced', () => {
    const advice = adviceFor(scopeEvidence({ scopes: [], rows: [aCall(GET_USER, 5)] }));
    expect(advice.add).toMatchObject([
      { name: 'users:readonly', because: [{ requests: 5 }], note: expect.stringContaining('not enforced') },
    ]);
  });

  it('takes a scope that is held where another one would weigh the same', () => {
    const operation = { method: 'GET', kind: 'NONE', permissions: [], unreadable: false, deprecated: false } as const;
    const catalogue = new Catalogue({ source: 'two families', date: '2026-07' }, [
      { ...operation, template: '/api/v2/one', scopes: ['alpha:readonly', 'omega:readonly'] },
    ]);
    const rows = [aCall('GET /api/v2/one')];
    expect(adviceFor(scopeEvidence({ scopes: ['omega:readonly'], rows }), { catalogue })).toMatchObject({
      minimal: ['omega:readonly'],
      narrow: [],
      ties: [expect.stringContaining('fewer new grants')],
    });
    expect(adviceFor(scopeEvidence({ scopes: [], rows }), { catalogue }).minimal).toEqual(['alpha:readonly']);
  });
});

describe('the advice for a client that permissions restrict', () => {
  it('writes a role with what the calls need, in the divisions in which it is held', () => {
    const permissions = ['analytics:conversationDetail:view', 'directory:user:edit', 'routing:queue:view'];
    const rows = [aCall(POST_DETAILS), aCall(GET_QUEUES)];
    const advice = adviceFor(roleEvidence({ permissions, rows, vendor: { name: 'Acme Recorder' } }));
    expect(advice.remove.map(({ name }) => name)).toEqual(['directory:user:edit']);
    expect(advice.roles).toEqual([
      {
        name: 'Marketplace_App_Acme_Recorder_Analytics_Routing_Only',
        permissions: ['analytics:conversationDetail:view', 'routing:queue:view'],
        divisions: [SALES.id],
      },
    ]);
  });

  it('names the role after the client where its vendor has others, as what is ready to apply does', () => {
    const given = {
      permissions: ['routing:queue:view'],
      rows: [aCall(GET_QUEUES)],
      vendor: { name: 'Müller & Söhne' },
    };
    const nameOf = (evidence: ClientEvidence) => adviceFor(evidence).roles?.map(({ name }) => name);
    const shared = roleEvidence({ ...given, sharesVendor: true });
    expect(nameOf(roleEvidence(given))).toEqual(['Marketplace_App_Muller_Sohne_Routing_Only']);
    expect(nameOf(shared)).toEqual(['Marketplace_App_Acme_Routing_Only']);
    expect(advisedGrant({ advice: adviceFor(shared), evidence: shared, catalogue: CONTEXT.catalogue }).roles).toEqual([
      expect.objectContaining({ name: 'Marketplace_App_Acme_Routing_Only' }),
    ]);
  });

  it('keeps to the permission that the calls were seen to work with, though another one would weigh less', () => {
    const held = roleEvidence({ permissions: ['analytics:conversationDetail:view'], rows: [aCall(POST_DETAILS)] });
    expect(adviceFor(held)).toMatchObject({ minimal: ['analytics:conversationDetail:view'], narrow: [] });
  });

  it('prefers what is granted as it is written to what a wildcard covers', () => {
    const permissions = ['recording:*:*', 'recording:recording:view'];
    const advice = adviceFor(roleEvidence({ permissions, rows: [aCall(GET_RECORDINGS)] }));
    expect(advice).toMatchObject({
      minimal: ['recording:recording:view'],
      remove: [{ name: 'recording:*:*' }],
      narrow: [],
    });
  });

  it('says of a wildcard that opened a call in several ways that they may not be the same', () => {
    const advice = adviceFor(roleEvidence({ permissions: ['recording:*:*'], rows: [aCall(GET_RECORDINGS)] }));
    expect(advice.narrow[0]?.note).toMatch(/may not show the same data as .*recording:recording:view/);
  });

  it('gives nobody who is no person what is only for people, where anything else would do', () => {
    const advice = adviceFor(roleEvidence({ permissions: ['analytics:*:view'], rows: [aCall(POST_DETAILS)] }));
    expect(advice.minimal).toEqual(['analytics:conversationDetail:view']);
  });

  it('narrows a wildcard to the plain permissions that the calls need', () => {
    const advice = adviceFor(roleEvidence({ permissions: ['routing:*:*'], rows: [aCall(GET_QUEUES)] }));
    expect(advice.narrow).toMatchObject([{ from: 'routing:*:*', to: ['routing:queue:view'] }]);
    expect(advice.roles?.[0]?.divisions).toEqual([SALES.id]);
  });

  it('keeps what a call that was answered 404 needs, for it passed the same door', () => {
    const permissions = ['routing:queue:view'];
    const refused = aCall(GET_QUEUES, 10, { status400: 10 });
    const advice = adviceFor(roleEvidence({ permissions, rows: [refused, aCall(POST_DETAILS)] }));
    expect(advice.keep.map(({ name }) => name)).toContain('routing:queue:view');
    expect(advice.basis.refused).toEqual([]);
  });

  it('adds by inference what a call lacks that never succeeded, outside the minimal set', () => {
    const refused = aCall(GET_QUEUES, 10, { status400: 10 });
    const advice = adviceFor(roleEvidence({ permissions: [], rows: [refused] }));
    expect(advice.add).toMatchObject([{ name: 'routing:queue:view', note: expect.stringMatching(/^inference/) }]);
    expect(advice.minimal).toEqual([]);
    expect(advice.basis.refused).toEqual([{ method: 'GET', template: '/api/v2/routing/queues', requests: 10 }]);
  });

  it('takes no 429 for a refusal', () => {
    const limited = aCall(GET_QUEUES, 10, { status400: 10, status429: 10 });
    const advice = adviceFor(roleEvidence({ permissions: ['routing:queue:view'], rows: [limited] }));
    expect(advice.keep.map(({ name }) => name)).toEqual(['routing:queue:view']);
  });

  it('adds what a declared call needs, and names the other permissions that would open it', () => {
    const vendor = { endpoints: [GET_RECORDINGS] };
    const [add] = adviceFor(
      roleEvidence({ permissions: ['routing:queue:view'], rows: [aCall(GET_QUEUES)], vendor }),
    ).add;
    expect(add).toMatchObject({
      because: [{ template: '/api/v2/conversations/{conversationId}/recordings', requests: 0 }],
    });
    expect(add?.note).toMatch(/declared in guardian.yaml.*may not show the same data as recording:/);
  });

  it('leaves declared calls that the client may not make to the other clients of its vendor', () => {
    const vendor = { endpoints: [GET_RECORDINGS] };
    const rows = [aCall(GET_QUEUES)];
    const advice = adviceFor(roleEvidence({ permissions: ['routing:queue:view'], rows, vendor, sharesVendor: true }));
    expect(advice.add).toEqual([]);
    expect(advice.notes.join()).toContain('several clients');
  });

  it('makes one role for each set of divisions, and never one for all of them without need', () => {
    const [one, two] = [
      aRole({ id: ROLE_ID, permissions: ['routing:queue:view'] }),
      aRole({ id: 'b0000000-0000-4000-8000-000000000002', permissions: ['analytics:conversationDetail:view'] }),
    ];
    const grants = [
      { roleId: one.id, divisionId: SALES.id },
      { roleId: two.id, divisionId: SUPPORT.id },
    ];
    const rows = [aCall(GET_QUEUES), aCall(POST_DETAILS), aCall(GET_RECORDINGS)];
    const advice = adviceFor(roleEvidence({ roles: [one, two], grants, rows }));
    expect(advice.roles?.map(({ divisions, permissions }) => [divisions, permissions.length])).toEqual(
      [
        [[SUPPORT.id], 1],
        [[SALES.id], 1],
        [[SALES.id, SUPPORT.id].sort(), 1],
      ].sort((a, b) => (a[0] as string[]).length - (b[0] as string[]).length),
    );
  });

  it('names look-ups that usually follow a call, with their source, in no set', () => {
    const advice = adviceFor(
      roleEvidence({ permissions: ['analytics:conversationDetail:view'], rows: [aCall(POST_DETAILS)] }),
    );
    expect(advice.dependencies).toContainEqual(
      expect.objectContaining({ operation: 'GET /api/v2/routing/queues/{queueId}', needs: ['routing:queue:view'] }),
    );
    expect(advice.minimal).not.toContain('routing:queue:view');
  });
});

describe('advice that cannot be sure', () => {
  const permissions = ['directory:user:edit', 'routing:queue:view'];
  const rows = [aCall(GET_QUEUES)];

  it('is of high confidence, and lets removals go ahead, where nothing is unknown', () => {
    const advice = adviceFor(roleEvidence({ permissions, rows }));
    expect(advice.confidence).toEqual({ level: 'high', reasons: [] });
    expect(advice.remove).toEqual([{ name: 'directory:user:edit', breaks: [] }]);
  });

  it('removes nothing of a client that was not observed', () => {
    const advice = adviceFor(roleEvidence({ permissions, rows: [] }));
    expect(advice).toMatchObject({ confidence: { level: 'none' }, remove: [], narrow: [], minimal: [] });
    expect(advice.keep.map(({ name }) => name)).toEqual(permissions);
  });

  it.each([
    [
      'days are missing',
      { window: { from: '2026-03-01', through: '2026-03-30', daysWanted: 30, daysObserved: 20 } },
      'medium',
      /20 of 30 days/,
    ],
    [
      'most days are missing',
      { window: { from: '2026-03-01', through: '2026-03-30', daysWanted: 30, daysObserved: 9 } },
      'low',
      /9 of 30 days/,
    ],
    ['the data is old', { asOf: '2026-03-20T00:00:00.000Z' }, 'low', /ends at 2026-03-20/],
    ['nobody knows its age', { asOf: null }, 'low', /nobody knows how old/],
    [
      'a call is unmapped',
      { rows: [...rows, aCall('GET /api/v2/nothing/of/the/kind', 1)] },
      'medium',
      /nobody can tell/,
    ],
    [
      'many calls are unmapped',
      { rows: [...rows, aCall('GET /api/v2/nothing/of/the/kind', 50)] },
      'low',
      /nobody can tell/,
    ],
    [
      'it subscribes to notifications',
      { rows: [...rows, aCall('POST /api/v2/notifications/channels/{channelId}/subscriptions')] },
      'medium',
      /nobody can tell/,
    ],
  ] as const)('waits where %s', (_what, difference, level, reason) => {
    const advice = adviceFor(roleEvidence({ permissions, rows, ...difference }));
    expect(advice.confidence.level).toBe(level);
    expect(advice.remove).toMatchObject([{ name: 'directory:user:edit', wait: expect.stringMatching(reason) }]);
  });

  it('waits for a young grant alone', () => {
    const more = [...permissions, 'quality:evaluation:view'];
    const grantedAt = new Map([[gainKey(ROLE_ID, 'directory:user:edit'), '2026-03-25T08:00:00.000Z']]);
    const advice = adviceFor(roleEvidence({ permissions: more, rows, grantedAt }));
    expect(advice.remove).toEqual([
      { name: 'directory:user:edit', breaks: [], wait: 'held since 2026-03-25 only: younger than 14 days' },
      { name: 'quality:evaluation:view', breaks: [] },
    ]);
    expect(advice.confidence.level).toBe('medium');
  });

  it('takes a permission for as old as the oldest of the grants that give it', () => {
    const young = '2026-03-25T08:00:00.000Z';
    const grants = [SALES, SUPPORT].map(({ id }) => ({ roleId: ROLE_ID, divisionId: id }));
    const [first, second] = grants.map(grantKey);
    const waitOf = (times: ReadonlyMap<string, string>) =>
      adviceFor(roleEvidence({ permissions, rows, grants, grantedAt: times })).remove[0]?.wait;
    expect(waitOf(new Map([[first ?? '', young]]))).toBeUndefined();
    expect(
      waitOf(
        new Map([
          [first ?? '', young],
          [second ?? '', young],
        ]),
      ),
    ).toContain('held since 2026-03-25');
  });

  it('waits where a role could not be read', () => {
    const roleId = 'b0000000-0000-4000-8000-00000000000f';
    const grants = [
      { roleId: ROLE_ID, divisionId: SALES.id },
      { roleId, divisionId: SALES.id },
    ];
    const advice = adviceFor(roleEvidence({ permissions, rows, grants }));
    expect(advice).toMatchObject({ confidence: { level: 'low' }, remove: [{ wait: expect.stringContaining(roleId) }] });
  });

  it('does not wait for a pattern of the manifest, and lists it', () => {
    const advice = adviceFor(roleEvidence({ permissions, rows, vendor: { endpoints: ['GET /api/v2/routing/*'] } }));
    expect(advice.remove).toEqual([{ name: 'directory:user:edit', breaks: [] }]);
    expect(advice.basis.unmapped).toMatchObject([
      { template: '/api/v2/routing/*', why: expect.stringContaining('pattern') },
    ]);
  });

  it('never takes an operation whose permissions cannot be read for one that needs none', () => {
    const unreadable = CONTEXT.catalogue.operations.find((operation) => !permissionsKnown(operation));
    const call = aCall(`${unreadable?.method} ${unreadable?.template}`);
    const advice = adviceFor(roleEvidence({ permissions, rows: [...rows, call] }));
    expect(advice.basis.doubtful).toMatchObject([{ template: unreadable?.template }]);
    expect(advice.remove[0]?.wait).toContain('nobody can tell');
    expect(advice.notes.join()).toContain('no readable grant');
  });

  it('is not given for a grant type of which nobody knows what restricts it', () => {
    expect(advise(scopeEvidence({ grantType: 'DEVICE' }), CONTEXT)).toMatchObject({
      why: expect.stringContaining('DEVICE'),
    });
  });
});
