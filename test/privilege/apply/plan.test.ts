import { PermissionSet } from '../../../lib/domain/permission.ts';
import type { ClientEvidence } from '../../../lib/privilege/advice/index.ts';
import { advisedGrant, approvedGrant, planFiles, removalPlan, STAGE_DAYS } from '../../../lib/privilege/apply/index.ts';
import { letterFile } from '../../../lib/privilege/apply/letter.ts';
import { aRole, SALES } from '../../support/facts.ts';
import {
  aCall,
  adviceFor,
  CLIENT_ID,
  CONTEXT,
  ROLE_ID,
  roleEvidence,
  scopeEvidence,
} from '../advice/support/evidence.ts';
import { HOSTILE_TEXTS } from './support/grants.ts';

const START = '2026-04-01';
const GET_QUEUES = aCall('GET api/v2/routing/queues');
const GET_USERS = aCall('GET api/v2/users');

function advised(evidence: ClientEvidence) {
  return { advice: adviceFor(evidence), evidence, catalogue: CONTEXT.catalogue };
}

function filesOf(evidence: ClientEvidence): ReadonlyMap<string, string> {
  return new Map(planFiles(advised(evidence), START).map(({ name, text }) => [name, text]));
}

function documentIn(files: ReadonlyMap<string, string>, name: string): unknown {
  const text = files.get(name);
  if (text === undefined) throw new Error(`${name} is not among ${[...files.keys()].join(', ')}`);
  return JSON.parse(text);
}

const WIDE_SCOPES = ['oauth', 'recordings:readonly', 'routing', 'users:readonly'];
const WIDE_PERMISSIONS = ['authorization:role:edit', 'directory:user:view', 'recording:recording:view', 'routing:*:*'];

describe('the plan of a removal', () => {
  it('takes away what writes and narrows first, and what only reads two weeks later', () => {
    const { advice } = advised(scopeEvidence({ scopes: WIDE_SCOPES, rows: [GET_QUEUES, GET_USERS] }));
    expect(removalPlan(advice, WIDE_SCOPES, START)).toMatchObject({
      stages: [
        {
          on: START,
          remove: ['oauth'],
          narrow: [{ from: 'routing', to: ['routing:readonly'] }],
          before: WIDE_SCOPES,
          after: ['recordings:readonly', 'routing:readonly', 'users:readonly'],
        },
        {
          number: 2,
          on: '2026-04-15',
          remove: ['recordings:readonly'],
          narrow: [],
          after: ['routing:readonly', 'users:readonly'],
        },
      ],
      waiting: [],
    });
    expect(STAGE_DAYS).toBe(14);
  });

  it('has nothing in a stage that must wait, and says why', () => {
    const grantedAt = new Map([['oauth', '2026-03-28T00:00:00.000Z']]);
    const evidence = scopeEvidence({ scopes: WIDE_SCOPES, rows: [GET_QUEUES, GET_USERS], grantedAt });
    const { stages, waiting } = removalPlan(advised(evidence).advice, WIDE_SCOPES, START);
    expect(stages.flatMap(({ remove }) => remove)).toEqual(['recordings:readonly']);
    for (const { after } of stages) expect(after).toContain('oauth');
    expect(waiting).toEqual([{ name: 'oauth', why: expect.stringContaining('younger than 14 days') }]);
  });

  it('has no stage at all where days are missing', () => {
    const window = { from: '2026-03-01', through: '2026-03-30', daysWanted: 30, daysObserved: 20 };
    const evidence = scopeEvidence({ scopes: WIDE_SCOPES, rows: [GET_QUEUES, GET_USERS], window });
    const files = filesOf(evidence);
    expect([...files.keys()]).toEqual(['acme.plan.md']);
    expect(files.get('acme.plan.md')).toContain('There is nothing to do now.');
    expect(advisedGrant(advised(evidence)).scopes).toEqual(WIDE_SCOPES);
  });

  it('keeps what waits in a role and in CX as Code, and does not approve it in the manifest', () => {
    const grantedAt = new Map([['oauth', '2026-03-28T00:00:00.000Z']]);
    const given = advised(scopeEvidence({ scopes: WIDE_SCOPES, rows: [GET_QUEUES, GET_USERS], grantedAt }));
    expect(advisedGrant(given).scopes).toContain('oauth');
    expect(approvedGrant(given).scopes).toEqual(['routing:readonly', 'users:readonly']);
    expect(approvedGrant(given).notes).toEqual([expect.stringMatching(/^oauth is held, and not approved here/)]);
  });

  it('puts the scopes back exactly by what it hands over for the way back', () => {
    const files = filesOf(scopeEvidence({ scopes: WIDE_SCOPES, rows: [GET_QUEUES, GET_USERS] }));
    expect(documentIn(files, 'stage-1.client.json')).toMatchObject({
      scope: ['recordings:readonly', 'routing:readonly', 'users:readonly'],
    });
    expect(documentIn(files, 'stage-1.rollback.client.json')).toMatchObject({ scope: WIDE_SCOPES });
    expect(documentIn(files, 'stage-2.rollback.client.json')).toEqual(documentIn(files, 'stage-1.client.json'));
  });

  it('makes a role of its own, moves the client to it, and moves it back to the role that nobody touched', () => {
    const rows = [GET_QUEUES, GET_USERS];
    const files = filesOf(roleEvidence({ permissions: WIDE_PERMISSIONS, rows }));
    const names = [...files.keys()];
    const role = names.find((name) => name.startsWith('stage-1.Marketplace')) ?? '';
    expect(documentIn(files, role)).toMatchObject({
      permissionPolicies: expect.not.arrayContaining([expect.objectContaining({ domain: 'authorization' })]),
    });
    expect(documentIn(files, 'stage-1.client.json')).toMatchObject({
      roleDivisions: [{ roleId: expect.stringMatching(/^<id of the role Marketplace_App_Acme/), divisionId: SALES.id }],
    });
    expect(documentIn(files, 'stage-1.rollback.client.json')).toMatchObject({
      roleDivisions: [{ roleId: ROLE_ID, divisionId: SALES.id }],
    });
    expect(names.some((name) => name.includes('rollback') && name.startsWith('stage-1.rollback.Marketplace'))).toBe(
      false,
    );
    const second = names.find((name) => name.startsWith('stage-2.Marketplace')) ?? '';
    const back = names.find((name) => name.startsWith('stage-2.rollback.Marketplace')) ?? '';
    expect(documentIn(files, back)).toEqual(documentIn(files, role));
    expect(files.get('acme.plan.md')).toContain(`with \`${second}\``);
    expect(files.get('acme.plan.md')).toContain('PUT /api/v2/authorization/roles/<id of the role');
  });

  it('tells what to watch by commands that exist, with the client by its id', () => {
    const text = filesOf(roleEvidence({ permissions: WIDE_PERMISSIONS, rows: [GET_QUEUES] })).get('acme.plan.md') ?? '';
    expect(text).toContain(`guardian findings --client ${CLIENT_ID} --rule permission-missing`);
    expect(text).toContain(`guardian usage --client ${CLIENT_ID} --since 2d`);
  });
});

describe('a grant that a new role cannot stand for', () => {
  it('stays with its role where something is held under a condition only, and is given to nobody without it', () => {
    const permissions = ['routing:queue:view'];
    const role = { ...aRole({ id: ROLE_ID, name: 'Conditional', permissions }), conditional: permissions };
    const grant = advisedGrant(advised(roleEvidence({ roles: [role], rows: [GET_QUEUES] })));
    expect(grant.roles).toEqual([]);
    expect(grant.keptGrants).toEqual([{ roleId: ROLE_ID, divisionId: SALES.id, roleName: 'Conditional' }]);
    expect(grant.notes.join()).toContain('narrow them by hand: Conditional');
  });

  it('stays with its role where nobody could read it', () => {
    const evidence = roleEvidence({ permissions: ['routing:queue:view'], rows: [GET_QUEUES] });
    const grants = [...evidence.client.grants, { roleId: 'unread', divisionId: '*' }];
    const grant = advisedGrant(advised({ ...evidence, client: { ...evidence.client, grants } }));
    expect(grant.keptGrants).toEqual([{ roleId: 'unread', divisionId: '*' }]);
  });

  it('gives the permissions that it keeps in the divisions in which they are held, and nothing else', () => {
    const evidence = roleEvidence({ permissions: WIDE_PERMISSIONS, rows: [GET_QUEUES, GET_USERS] });
    const { roles } = advisedGrant(advised(evidence));
    const held = new PermissionSet(WIDE_PERMISSIONS);
    for (const { permissions, places } of roles) {
      expect(new PermissionSet(permissions).beyond(held)).toEqual([]);
      expect(places).toEqual([{ kind: 'named', name: 'Sales', id: SALES.id }]);
    }
  });
});

describe('the letter to a vendor', () => {
  const evidence = scopeEvidence({
    scopes: WIDE_SCOPES,
    rows: [GET_QUEUES, GET_USERS],
    vendor: { name: 'Acme', owner: 'Voice team, +49 30 123' },
  });

  it('says what changes, when, what to test and whom to call', () => {
    const { text } = letterFile(advised(evidence), START);
    for (const part of ['WHY', 'From 2026-04-01', 'From 2026-04-15', 'GET /api/v2/routing/queues', 'Voice team']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('It keeps routing:readonly');
  });

  it('names nothing internal but the client', () => {
    const { text } = letterFile(advised(roleEvidence({ permissions: WIDE_PERMISSIONS, rows: [GET_QUEUES] })), START);
    const ids = text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [];
    expect(new Set(ids)).toEqual(new Set([CLIENT_ID]));
  });

  it.each(HOSTILE_TEXTS)('stays one line a line, with nothing that steers, for a client called %j', (name) => {
    const given = { ...evidence, client: { ...evidence.client, name } };
    const plain = letterFile(advised(evidence), START).text;
    for (const { text } of [letterFile(advised(given), START), ...planFiles(advised(given), START)]) {
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    }
    expect(letterFile(advised(given), START).text.split('\n')).toHaveLength(plain.split('\n').length);
  });
});
