import { grantAge } from '../../../lib/privilege/use/index.ts';
import { aClient, RECORDER_ROLE, SALES, storedApproval } from '../../support/facts.ts';

const LIMIT = '2026-10-21T00:00:00.000Z';
const OLD = '2026-10-20T12:00:00.000Z';
const YOUNG = '2026-10-21T00:00:01.000Z';

const client = aClient({
  grantType: 'CODE',
  scopes: ['routing', 'users'],
  grants: [{ roleId: RECORDER_ROLE.id, divisionId: SALES.id }],
});

function age(known: {
  clientSince?: string;
  roleSince?: string;
  approvedAt?: string;
  by?: 'first-sighting' | 'accepted';
  approvedClient?: typeof client;
  approvedRole?: typeof RECORDER_ROLE;
}) {
  const { clientSince, roleSince = OLD, approvedAt, by = 'first-sighting', approvedClient = client } = known;
  const approved = {
    ...storedApproval(approvedClient, [known.approvedRole ?? RECORDER_ROLE], by),
    at: approvedAt ?? '',
  };
  return grantAge({
    client,
    clientSince,
    roleSince: () => roleSince,
    approved: approvedAt ? approved : undefined,
    limit: LIMIT,
  });
}

describe('grantAge', () => {
  it('calls old what a client holds that has not changed since', () => {
    const known = age({ clientSince: OLD, approvedAt: OLD });
    expect(known).toMatchObject({ isNew: false });
    expect(known.isOldScope('users')).toBe(true);
    expect(known.oldPartOf(RECORDER_ROLE)).toBe('all');
  });

  it('calls a client new that was first seen since', () => {
    expect(age({ clientSince: YOUNG, approvedAt: YOUNG }).isNew).toBe(true);
    expect(age({}).isNew).toBe(true);
  });

  it('calls a client new, too, that has changed since it was first seen', () => {
    expect(age({ clientSince: '2026-11-01T00:00:00.000Z', approvedAt: YOUNG }).isNew).toBe(true);
  });

  it('does not take a client for new whose approval is younger than it is', () => {
    expect(age({ clientSince: YOUNG, approvedAt: YOUNG, by: 'accepted' }).isNew).toBe(false);
    expect(age({ clientSince: YOUNG, approvedAt: '2026-11-01T00:00:00.000Z' }).isNew).toBe(false);
  });

  it('judges a client that changed by what was approved long ago', () => {
    const known = age({
      clientSince: YOUNG,
      approvedAt: OLD,
      approvedClient: { ...client, scopes: ['users'], grants: [] },
    });
    expect(known.isOldScope('users')).toBe(true);
    expect(known.isOldScope('users:readonly')).toBe(true);
    expect(known.isOldScope('routing')).toBe(false);
    expect(known.oldPartOf(RECORDER_ROLE)).toBe('none');
    expect(known.isNew).toBe(false);
  });

  it('calls nothing old of a client that changed, and whose approval is young', () => {
    const known = age({ clientSince: YOUNG, approvedAt: YOUNG, by: 'accepted' });
    expect(known.isOldScope('users')).toBe(false);
    expect(known.oldPartOf(RECORDER_ROLE)).toBe('none');
  });

  it('calls old of a role that was edited only what it gave when it was approved', () => {
    const known = age({ clientSince: OLD, approvedAt: OLD, roleSince: YOUNG });
    const part = known.oldPartOf({
      ...RECORDER_ROLE,
      permissions: [...RECORDER_ROLE.permissions, 'routing:queue:edit'],
    });
    expect(typeof part === 'object' && part.permissions).toEqual(RECORDER_ROLE.permissions);
  });

  it('calls nothing old of a role that was edited and then approved anew', () => {
    expect(age({ clientSince: OLD, approvedAt: YOUNG, roleSince: YOUNG }).oldPartOf(RECORDER_ROLE)).toBe('none');
  });
});
