import type { SourceName } from '../../../lib/domain/coverage.ts';
import type { RunRecord } from '../../../lib/domain/run.ts';
import { residueOf } from '../../../lib/jobs/residue/residue.ts';
import { completeCoverage, NOW } from '../../support/facts.ts';
import { recorder, tidyOrg } from './left-overs.ts';

type Seen = Pick<RunRecord, 'coverage' | 'sources'>;

const read = { completeAt: NOW, failures: 0 };
const EVERYTHING: Seen = {
  coverage: completeCoverage(),
  sources: { clients: read, roles: read, usage: read, authorizations: read },
};

/** A run that could not read a source, which an earlier one had read whole, or had not. */
function blindTo(source: SourceName, completeAt?: string): Seen {
  const state = { failures: 1, ...(completeAt && { completeAt }) };
  return {
    coverage: { ...EVERYTHING.coverage, [source]: { status: 'failed', count: 0, asOf: NOW, reason: 'HTTP 503' } },
    sources: { ...EVERYTHING.sources, [source]: state },
  };
}

describe('the residue', () => {
  it('is nothing, and nothing is unknown, where everything was read and is in order', () => {
    expect(residueOf(tidyOrg(), EVERYTHING)).toEqual({ items: [], unknown: [] });
  });

  it('is unknown in every kind that needs a source which was never read whole', () => {
    const { unknown } = residueOf(tidyOrg(), blindTo('roles'));
    expect(unknown).toEqual([
      { kind: 'role-on-people', why: 'Source roles was never read whole (HTTP 503).' },
      { kind: 'role-unused', why: 'Source roles was never read whole (HTTP 503).' },
    ]);
  });

  it('is unknown beyond the time at which a source was last read whole', () => {
    const { unknown } = residueOf(tidyOrg(), blindTo('clients', '2026-11-19T09:00:00.000Z'));
    expect(unknown.map(({ kind }) => kind)).toEqual([
      'role-on-people',
      'role-unused',
      'client-unowned',
      'client-awaits-deletion',
      'implicit-grant',
    ]);
    expect(unknown[0]?.why).toBe(
      'Source clients was last read whole at 2026-11-19T09:00:00.000Z, and not since (HTTP 503).',
    );
  });

  it('is unknown on purpose where a source is switched off', () => {
    const { org } = tidyOrg();
    const { unknown } = residueOf(tidyOrg({ org: { ...org, readAuthorizations: false } }), EVERYTHING);
    expect(unknown).toMatchObject([{ kind: 'authorization-idle', onPurpose: true }]);
  });

  it('is unknown of roles where apps could not be read, for they hold roles too', () => {
    const { unknown } = residueOf(tidyOrg(), blindTo('authorizations'));
    expect(unknown.map(({ kind }) => kind)).toEqual(['role-unused', 'authorization-idle']);
  });

  it('is unknown where a job that reads the source never ran', () => {
    const { usage: _usage, ...sources } = EVERYTHING.sources;
    expect(residueOf(tidyOrg(), { ...EVERYTHING, sources }).unknown).toEqual([
      { kind: 'authorization-idle', why: 'Source usage was never read yet.' },
    ]);
  });

  it('is listed by kind, then by vendor and name, those of no vendor last', () => {
    const named = (id: string, name: string, vendor: boolean) => {
      const { client, vendor: acme } = recorder({ id, name, grantType: 'TOKEN', grants: [] });
      return { client, ...(vendor && acme && { vendor: { ...acme, roles: undefined } }) };
    };
    const clients = [named('c1', 'Alpha', false), named('c2', 'Zulu', true), named('c3', 'Mike', true)];
    const { items } = residueOf(tidyOrg({ clients, vendors: [] }), EVERYTHING);
    expect(items.map(({ kind, subject }) => `${kind} ${subject.name}`)).toEqual([
      'client-unowned Alpha',
      'implicit-grant Mike',
      'implicit-grant Zulu',
      'implicit-grant Alpha',
    ]);
  });
});
