import { clientStateChanged } from '../../lib/rules/client-state-changed.ts';
import { aClient, perfectVendor, storedApproval, unmanagedClient } from '../support/facts.ts';
import { judged, withSource } from '../support/judged.ts';
import { onlyViolation } from '../support/verdicts.ts';

describe('client-state-changed', () => {
  it('reports an inactive client with the time at which Genesys will delete it', () => {
    const inactive = { state: 'inactive', deletesAt: '2026-12-01T00:00:00.000Z' };
    const violation = onlyViolation(clientStateChanged, perfectVendor({ client: inactive }));
    expect(violation).toMatchObject({
      subject: 'state',
      severity: 'medium',
      title: 'State of Acme Recorder is inactive, approved is active',
      evidence: { present: 'inactive', deletesAt: '2026-12-01T00:00:00.000Z' },
      change: { added: [], removed: [], changed: [{ name: 'state', from: 'active', to: 'inactive' }] },
    });
    expect(violation.because).toContain('delete it at 2026-12-01T00:00:00.000Z');
  });

  it('says that nobody tells when an inactive client without a date will be deleted', () => {
    const violation = onlyViolation(clientStateChanged, perfectVendor({ client: { state: 'inactive' } }));
    expect(violation.because).toContain('at a time that the API does not tell');
    expect(violation.evidence).not.toHaveProperty('deletesAt');
  });

  it.each([
    ['disabled', 'Genesys support disabled it'],
    ['deleted', 'the API still lists it'],
    ['suspended', 'Genesys documents no state "suspended"'],
  ])('explains the state %s', (state, because) => {
    expect(onlyViolation(clientStateChanged, perfectVendor({ client: { state } })).because).toContain(because);
  });

  it('reports a client that is active again, where it was approved as one that is not', () => {
    const stored = storedApproval(aClient({ state: 'disabled' }));
    const violation = onlyViolation(clientStateChanged, unmanagedClient({ stored }));
    expect(violation.because).toContain('gets tokens again');
  });

  it('keeps its subject whatever the state becomes', () => {
    const subjects = ['inactive', 'disabled', 'deleted'].map(
      (state) => onlyViolation(clientStateChanged, perfectVendor({ client: { state } })).subject,
    );
    expect(new Set(subjects)).toEqual(new Set(['state']));
  });

  it.each([
    ['a managed client is active', perfectVendor()],
    [
      'an unmanaged client is as it was first seen',
      unmanagedClient({ client: { state: 'disabled' }, stored: storedApproval(aClient({ state: 'disabled' })) }),
    ],
  ])('is content where %s', (_, { facts, context }) => {
    expect(judged(clientStateChanged, context, facts.client.id).outcome).toBe('compliant');
  });

  it('is unknown where nobody approved a state', () => {
    const { facts, context } = unmanagedClient({ client: { state: 'inactive' }, stored: null });
    expect(judged(clientStateChanged, context, facts.client.id).outcome).toBe('unknown');
  });

  it('is unknown while the clients were not read whole', () => {
    const { facts, context } = perfectVendor({ client: { state: 'inactive' } });
    expect(judged(clientStateChanged, withSource(context, 'clients', 'failed'), facts.client.id).outcome).toBe(
      'unknown',
    );
  });
});
