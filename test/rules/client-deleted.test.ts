import { clientDeleted } from '../../lib/rules/client-deleted.ts';
import type { GoneClient } from '../../lib/rules/rule.ts';
import { aClient, perfectVendor } from '../support/facts.ts';
import { judged, withSource } from '../support/judged.ts';

const goneAt = (goneSince: string, other: Partial<GoneClient> = {}): GoneClient => ({
  client: aClient({ id: 'c0000000-0000-4000-8000-0000000000de', name: 'Old Dialler' }),
  goneSince,
  ...other,
});
const contextWith = (...gone: GoneClient[]) => perfectVendor({ context: { gone } }).context;

describe('client-deleted', () => {
  it('reports a client that is gone, with its name and the time of the run that missed it', () => {
    expect(judged(clientDeleted, contextWith(goneAt('2026-11-19T09:00:00.000Z')))).toMatchObject({
      clientId: '-',
      violations: [
        {
          subject: 'client',
          severity: 'info',
          title: 'Client Old Dialler was deleted',
          client: { id: 'c0000000-0000-4000-8000-0000000000de', name: 'Old Dialler' },
          because: expect.stringContaining('first missed at 2026-11-19T09:00:00.000Z'),
          evidence: { grantType: 'CLIENT-CREDENTIALS' },
        },
      ],
    });
  });

  it('names the vendor that can no longer use it', () => {
    const vendor = perfectVendor().facts.vendor;
    const [violation] = judged(
      clientDeleted,
      contextWith(goneAt('2026-11-19T09:00:00.000Z', vendor && { vendor })),
    ).violations;
    expect(violation?.vendor).toBe('Acme');
    expect(violation?.fix.join('\n')).toContain('clients of Acme in guardian.yaml');
  });

  it('keeps it on the list for exactly deletedClientDays', () => {
    const lastMoment = contextWith(goneAt('2026-10-21T09:00:00.000Z'));
    const momentAfter = contextWith(goneAt('2026-10-21T08:59:59.999Z'));
    expect(judged(clientDeleted, lastMoment).outcome).toBe('violated');
    expect(judged(clientDeleted, momentAfter).outcome).toBe('compliant');
  });

  it('is content where nobody is gone', () => {
    expect(judged(clientDeleted, contextWith()).outcome).toBe('compliant');
  });

  it('is unknown while the clients were not read whole, for a missing page looks like a deletion', () => {
    const context = withSource(contextWith(goneAt('2026-11-19T09:00:00.000Z')), 'clients', 'incomplete');
    expect(judged(clientDeleted, context)).toMatchObject({ outcome: 'unknown', violations: [] });
  });
});
