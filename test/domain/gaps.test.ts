import type { Coverage, SourceCoverage } from '../../lib/domain/coverage.ts';
import { SOURCES } from '../../lib/domain/coverage.ts';
import { gapsOf } from '../../lib/domain/gaps.ts';
import type { RunState } from '../../lib/domain/run.ts';

const of = (status: SourceCoverage['status'], reason?: string): SourceCoverage => ({
  status,
  count: 0,
  asOf: '2026-03-03T12:00:00.000Z',
  ...(reason && { reason }),
});

/** A run that read everything but what is named. */
function run(coverage: Partial<Coverage>, sources: RunState['sources'] = {}) {
  const [clients, roles, divisions, usage, authorizations, integrations, audits] = SOURCES.map(() => of('complete'));
  const all = { clients, roles, divisions, usage, authorizations, integrations, audits } as Coverage;
  return { coverage: { ...all, ...coverage }, sources };
}

describe('The gaps as of a run', () => {
  it('are none where everything was read, or left out on purpose', () => {
    expect(gapsOf(run({ authorizations: of('skipped') }))).toEqual([]);
  });

  it('are what the run itself could not read', () => {
    expect(gapsOf(run({ roles: of('failed', '403'), usage: of('incomplete') }))).toEqual([
      { source: 'roles', status: 'failed', reason: '403' },
      { source: 'usage', status: 'incomplete' },
    ]);
  });

  it('are also what an earlier run could not read and this one did not try', () => {
    const sources = { roles: { failures: 1, reason: '403' } };
    expect(gapsOf(run({ roles: of('skipped') }, sources))).toEqual([
      { source: 'roles', status: 'failed', reason: '403' },
    ]);
  });

  it('are closed by whoever reads the source whole', () => {
    expect(gapsOf(run({}, { roles: { failures: 1 } }))).toEqual([]);
  });

  it('are not those of a look-up of actors in an earlier run', () => {
    expect(gapsOf(run({ audits: of('skipped') }, { audits: { failures: 1 } }))).toEqual([]);
  });
});
