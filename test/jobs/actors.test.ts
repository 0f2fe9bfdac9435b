import type { OAuthClient, Provenance } from '../../lib/domain/client.ts';
import type { Revision } from '../../lib/domain/run.ts';
import { entityHash } from '../../lib/domain/snapshot.ts';
import { actorsOf } from '../../lib/jobs/actors.ts';
import type { AuditEntry } from '../../lib/ports.ts';
import { aClient } from '../support/facts.ts';

const LAST_RUN = '2026-03-03T09:00:00.000Z';
const NOON = '2026-03-03T12:00:00.000Z';

function changed(provenance?: Provenance): Revision<'client'> {
  const body: OAuthClient = { ...aClient({}), ...(provenance && { provenance }) };
  return { kind: 'client', id: body.id, hash: entityHash('client', body), body };
}

function entry(differs: Partial<AuditEntry> = {}): AuditEntry {
  return {
    ...{ at: NOON, entityType: 'OAuthClient', entityId: aClient({}).id, action: 'Update' },
    ...{ actorId: 'alice', actorName: 'Alice', properties: [], ...differs },
  };
}

function actorOf(
  revision: Revision,
  evidence: { readonly audits?: readonly AuditEntry[]; readonly clientIds?: readonly string[] } = {},
) {
  const { audits = [], clientIds = [] } = evidence;
  return actorsOf([revision], { audits, since: LAST_RUN, clientIds: new Set(clientIds) }).get(revision.id);
}

describe('the actor of a change', () => {
  it('is whom the audit entry names', () => {
    const actor = { id: 'alice', name: 'Alice', kind: 'user', at: NOON, source: 'audit' };
    expect(actorOf(changed(), { audits: [entry()] })).toEqual(actor);
  });

  it('is whom the newest of several entries names', () => {
    const audits = [entry({ at: '2026-03-03T11:00:00.000Z', actorId: 'zoe' }), entry(), entry({ at: LAST_RUN })];
    expect(actorOf(changed(), { audits })).toMatchObject({ id: 'alice', at: NOON });
  });

  it('is whom the client names where there is no entry', () => {
    const revision = changed({ modifiedBy: 'bob', modifiedAt: NOON });
    expect(actorOf(revision)).toEqual({ id: 'bob', kind: 'user', at: NOON, source: 'modifiedBy' });
  });

  it('is whom the client names where the entry is about an earlier change, for entries come late', () => {
    const revision = changed({ modifiedBy: 'bob', modifiedAt: '2026-03-03T12:10:00.000Z' });
    expect(actorOf(revision, { audits: [entry()] })).toMatchObject({ id: 'bob', source: 'modifiedBy' });
  });

  it('is whom the entry names where both are about one action', () => {
    const revision = changed({ modifiedBy: 'alice-by-another-id', modifiedAt: '2026-03-03T12:00:01.000Z' });
    expect(actorOf(revision, { audits: [entry()] })).toMatchObject({ id: 'alice', source: 'audit' });
  });

  it('is a client where an OAuth client did it', () => {
    expect(actorOf(changed(), { audits: [entry()], clientIds: ['alice'] })).toMatchObject({ kind: 'client' });
  });

  it.each([
    ['nothing names one', changed(), []],
    ['the entry names nobody', changed(), [entry({ actorId: '' })]],
    ['the entry is about another client', changed(), [entry({ entityId: 'another' })]],
    [
      'the modification is older than the last run',
      changed({ modifiedBy: 'bob', modifiedAt: '2026-03-03T08:59:59.000Z' }),
      [],
    ],
  ])('is nobody where %s', (_, revision, audits) => {
    expect(actorOf(revision, { audits })).toBeUndefined();
  });
});
