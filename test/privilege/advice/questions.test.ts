import { CURATED_EDGES } from '../../../lib/privilege/advice/curated-edges.ts';
import { enforcementOf, explainName, holderOf, simulateRemoval } from '../../../lib/privilege/advice/index.ts';
import { aCall, CONTEXT, roleEvidence, scopeEvidence } from './support/evidence.ts';

const { catalogue } = CONTEXT;
const GET_USER = 'GET /api/v2/users/{userId}';
const GET_QUEUES = 'GET /api/v2/routing/queues';
const GET_CONVERSATION = 'GET /api/v2/conversations/{conversationId}';

describe('the simulation of a removal', () => {
  it('names the calls that would fail, most requests first', () => {
    const given = scopeEvidence({
      scopes: ['conversations:readonly', 'routing', 'users'],
      rows: [aCall(GET_USER, 5), aCall(GET_QUEUES, 70), aCall(GET_CONVERSATION, 9)],
    });
    expect(simulateRemoval(['users', 'routing'], given, CONTEXT)).toMatchObject({
      removed: ['users', 'routing'],
      breaks: [
        { template: '/api/v2/routing/queues', requests: 70 },
        { template: '/api/v2/users/{userId}', requests: 5 },
      ],
      requests: 75,
    });
  });

  it('breaks nothing while another grant opens the same calls', () => {
    const given = scopeEvidence({ scopes: ['users', 'users:readonly'], rows: [aCall(GET_USER)] });
    expect(simulateRemoval(['users'], given, CONTEXT)).toMatchObject({ removed: ['users'], breaks: [] });
    expect(simulateRemoval(['users', 'users:readonly'], given, CONTEXT)?.breaks).toHaveLength(1);
  });

  it('says which wider grant would keep the name', () => {
    const given = roleEvidence({ permissions: ['routing:*:view'], rows: [aCall(GET_QUEUES)] });
    expect(simulateRemoval(['routing:queue:view'], given, CONTEXT)).toMatchObject({
      removed: [],
      impliedBy: [{ name: 'routing:queue:view', by: ['routing:*:view'] }],
      breaks: [],
    });
  });

  it('counts requests of which nobody can tell, and leaves out clients without the name', () => {
    const given = scopeEvidence({ scopes: ['users'], rows: [aCall('GET /api/v2/nothing/of/the/kind', 7)] });
    expect(simulateRemoval(['users'], given, CONTEXT)).toMatchObject({ breaks: [], unknownRequests: 7 });
    expect(simulateRemoval(['routing'], given, CONTEXT)).toBeUndefined();
  });
});

describe('enforcing scopes', () => {
  it('breaks a client without any scopes at each of its calls, and says which scopes mend it', () => {
    const given = scopeEvidence({ scopes: [], rows: [aCall(GET_USER, 5), aCall(GET_QUEUES, 70)] });
    expect(enforcementOf(given, CONTEXT)).toMatchObject({
      verdict: 'breaks',
      failingRequests: 75,
      breaks: [{ requests: 70 }, { requests: 5 }],
      mend: [
        { name: 'routing:readonly', because: [{ requests: 70 }] },
        { name: 'users:readonly', because: [{ requests: 5 }] },
      ],
    });
  });

  it('asks for the writing scope only for what writes, and for nothing that is held', () => {
    const rows = [aCall(GET_USER), aCall('POST /api/v2/externalcontacts/contacts')];
    const given = scopeEvidence({ scopes: ['users:readonly'], rows });
    expect(enforcementOf(given, CONTEXT)?.mend.map(({ name }) => name)).toEqual(['external-contacts']);
  });

  it.each([
    ['safe', 'every call is covered', { scopes: ['users'], rows: [aCall(GET_USER)] }],
    ['unknown', 'nothing was observed', { scopes: ['users'], rows: [] }],
    [
      'unknown',
      'a call is unmapped',
      { scopes: ['users'], rows: [aCall(GET_USER), aCall('GET /api/v2/nothing/at/all')] },
    ],
    [
      'breaks',
      'nobody knows what restricts the grant type',
      { grantType: 'DEVICE', scopes: [], rows: [aCall(GET_USER)] },
    ],
  ])('is %s where %s', (verdict, _why, difference) => {
    expect(enforcementOf(scopeEvidence(difference), CONTEXT)?.verdict).toBe(verdict);
  });

  it('does not concern client credentials', () => {
    expect(enforcementOf(roleEvidence({ rows: [aCall(GET_USER)] }), CONTEXT)).toBeUndefined();
  });
});

describe('the explanation of a name', () => {
  it('names holders by their roles, the calls that need it, and what else would open these', () => {
    const rows = [aCall('GET /api/v2/conversations/{conversationId}/recordings', 9)];
    const given = roleEvidence({ permissions: ['recording:*:view'], rows });
    const holder = holderOf('recording:recording:view', given, CONTEXT);
    expect(holder).toMatchObject({
      by: ['recording:*:view by the role Acme role'],
      calls: [
        { requests: 9, basis: 'succeeded', alternatives: expect.arrayContaining(['recording:recordingSegment:view']) },
      ],
    });
    expect(explainName('recording:recording:view', catalogue, holder ? [holder] : [])).toMatchObject({
      kind: 'permissions',
      isKnown: true,
      risk: { severity: 'high', why: expect.stringContaining('opens') },
      opens: expect.arrayContaining(['GET /api/v2/conversations/{conversationId}/recordings']),
    });
  });

  it('says of a scope that the writing form also opens what is read', () => {
    const given = scopeEvidence({ scopes: ['users'], rows: [aCall(GET_USER, 5)] });
    expect(holderOf('users:readonly', given, CONTEXT)).toMatchObject({ by: ['users'], calls: [{ requests: 5 }] });
  });

  it('does not know what neither the API nor a client has', () => {
    expect(explainName('users:readonyl', catalogue, []).isKnown).toBe(false);
  });
});

describe('curated dependencies', () => {
  it('name operations of the catalogue, and a source each', () => {
    for (const { after, operation, source } of CURATED_EDGES) {
      for (const name of [...after, operation]) {
        const [method = '', template = ''] = name.split(' ');
        expect({ name, kind: catalogue.find(method, template).kind }).toEqual({ name, kind: 'mapped' });
      }
      expect(source).not.toBe('');
    }
  });
});
