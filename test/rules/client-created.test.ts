import { evidenceChange } from '../../lib/domain/evidence.ts';
import { clientCreated } from '../../lib/rules/client-created.ts';
import {
  aClient,
  type Difference,
  perfectVendor,
  RECORDER_ROLE,
  storedApproval,
  unmanagedClient,
} from '../support/facts.ts';
import { judged, withSource } from '../support/judged.ts';
import { onlyViolation } from '../support/verdicts.ts';

const seen = (by: 'baseline' | 'first-sighting' | 'accepted') => storedApproval(aClient({}), [RECORDER_ROLE], by);
const byName = { vendor: { clients: ['Acme *'] }, stored: seen('first-sighting') };

describe('client-created', () => {
  it('reports a client that came after the baseline and that no vendor claims, as unmanaged', () => {
    const violation = onlyViolation(clientCreated, unmanagedClient({ stored: seen('first-sighting') }));
    expect(violation).toMatchObject({
      subject: 'client',
      severity: 'medium',
      title: 'New client Acme Recorder that no vendor of the manifest claims',
    });
    expect(violation.evidence).toEqual({ grantType: 'CLIENT-CREDENTIALS' });
    expect(violation.because).toContain('unmanaged: judged by its first sighting from now on');
  });

  it('reports one that a vendor claims by its name only, with the pattern and why that proves little', () => {
    const violation = onlyViolation(clientCreated, perfectVendor(byName));
    expect(violation.title).toBe('New client Acme Recorder, taken for Acme by its name alone');
    expect(violation.because).toContain('Whoever creates a client chooses its name');
    expect(violation.because).toContain('matches the pattern "Acme *"');
  });

  it('says the same of one whose vendor was renamed or has another pattern, and more of one that is renamed itself', () => {
    const evidenceOf = (difference: Difference) =>
      onlyViolation(clientCreated, perfectVendor({ ...byName, ...difference })).evidence;
    const before = evidenceOf({});
    expect(evidenceOf({ vendor: { name: 'Acme Ltd', clients: ['acme rec*'] } })).toEqual(before);
    expect(evidenceChange(before, evidenceOf({ client: { name: 'Acme Dialler' } }))).toBe('grew');
  });

  it('says more of a client in no manifest once it came to fit a pattern', () => {
    const stored = seen('first-sighting');
    const unmanaged = onlyViolation(clientCreated, unmanagedClient({ stored })).evidence;
    const taken = onlyViolation(clientCreated, perfectVendor(byName)).evidence;
    expect([evidenceChange(unmanaged, taken), evidenceChange(taken, unmanaged)]).toEqual(['grew', 'shrank']);
  });

  it('tells both ways out: the manifest and the admin UI', () => {
    const { fix } = onlyViolation(clientCreated, unmanagedClient({ stored: seen('first-sighting') }));
    expect(fix.join(' ')).toMatch(/Admin > Integrations > OAuth > Acme Recorder.*guardian\.yaml.*guardian accept/);
  });

  it.each([
    ['a vendor lists its id', perfectVendor({ stored: seen('first-sighting') })],
    [
      'a vendor lists its id in capitals',
      perfectVendor({ vendor: { clients: [aClient({}).id.toUpperCase()] }, stored: seen('first-sighting') }),
    ],
    ['it was there at the baseline', unmanagedClient({ stored: seen('baseline') })],
    ['somebody accepted it', unmanagedClient({ stored: seen('accepted') })],
  ])('is content where %s', (_, { facts, context }) => {
    expect(judged(clientCreated, context, facts.client.id).outcome).toBe('compliant');
  });

  it('is unknown before the first complete sighting', () => {
    const { facts, context } = unmanagedClient({ stored: null });
    expect(judged(clientCreated, context, facts.client.id).outcome).toBe('unknown');
  });

  it('is unknown while the clients were not read', () => {
    const { facts, context } = unmanagedClient({ stored: seen('first-sighting') });
    expect(judged(clientCreated, withSource(context, 'clients', 'failed'), facts.client.id).outcome).toBe('unknown');
  });

  it('proves the same thing with the same evidence on a later run', () => {
    const first = onlyViolation(clientCreated, unmanagedClient({ stored: seen('first-sighting') }));
    const later = unmanagedClient({ stored: seen('first-sighting'), context: { now: '2026-11-21T09:00:00.000Z' } });
    expect(onlyViolation(clientCreated, later)).toEqual(first);
  });
});
