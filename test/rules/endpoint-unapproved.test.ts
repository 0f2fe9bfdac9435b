import { endpointUnapproved } from '../../lib/rules/endpoint-unapproved.ts';
import { aClient, perfectVendor } from '../support/facts.ts';
import { judged, subjectsOf, withSource } from '../support/judged.ts';
import { aCall, alikeDays, usageFacts } from '../support/usage.ts';

const recorder = aClient({}).id;
const app = 'c0000000-0000-4000-8000-0000000000ff';

function contextWith(approved: readonly string[] | undefined, endpoints: readonly ReturnType<typeof aCall>[]) {
  const usage = usageFacts({ days: alikeDays(1, { [recorder]: 10 }), endpoints });
  return perfectVendor({ vendor: { clients: [recorder, app], endpoints: approved }, context: { usage } }).context;
}

function judgedOn(approved: readonly string[] | undefined, ...operations: string[]) {
  return judged(
    endpointUnapproved,
    contextWith(
      approved,
      operations.map((operation) => aCall(recorder, operation)),
    ),
    recorder,
  );
}

describe('endpoint-unapproved', () => {
  it('reports a call that no approved endpoint covers, with how to approve it', () => {
    const { violations } = judgedOn(['GET /api/v2/users'], 'DELETE /api/v2/users/{userId}');
    expect(violations).toMatchObject([
      {
        subject: 'DELETE /api/v2/users/{userId}',
        severity: 'medium',
        title: 'Acme Recorder calls DELETE /api/v2/users/{userId}, which is not approved',
        evidence: { method: 'DELETE', template: '/api/v2/users/{userId}' },
        change: { added: ['DELETE /api/v2/users/{userId}'] },
        vendor: 'Acme',
      },
    ]);
    expect(violations[0]?.fix.join(' ')).toContain('add "DELETE /api/v2/users/{userId}" to endpoints of Acme');
  });

  it('reports each operation once, however many days show it', () => {
    const calls = ['PUT /b', 'GET /a', 'PUT /b'].map((operation) => aCall(recorder, operation, 21));
    const judgement = judged(endpointUnapproved, contextWith([], calls), recorder);
    expect(subjectsOf(judgement)).toEqual(['GET /a', 'PUT /b']);
    expect(judgement.violations[1]?.because).toContain('42 such requests');
  });

  it('proves the same call with the same evidence, however often it was made', () => {
    const made = (requests: number) =>
      judged(endpointUnapproved, contextWith([], [aCall(recorder, 'GET /a', requests)]), recorder).violations[0];
    expect(made(9)?.evidence).toEqual(made(1)?.evidence);
    expect(made(9)?.subject).toBe(made(1)?.subject);
  });

  it('is content with a call that an approved endpoint covers under another name of its parameter', () => {
    expect(judgedOn(['GET /api/v2/users/{id}'], 'GET /api/v2/users/{userId}').outcome).toBe('compliant');
  });

  it('does not take a row without requests for a call', () => {
    const rows = [aCall(recorder, 'DELETE /api/v2/users/{userId}', 0)];
    expect(judged(endpointUnapproved, contextWith([], rows), recorder).outcome).toBe('compliant');
  });

  it('is content with a vendor that has no endpoints in the manifest', () => {
    expect(judgedOn(undefined, 'DELETE /api/v2/users/{userId}').outcome).toBe('compliant');
  });

  it('does not take another client for this one', () => {
    const calls = [aCall('somebody-else', 'DELETE /api/v2/users/{userId}')];
    expect(judged(endpointUnapproved, contextWith(['GET /api/v2/users'], calls), recorder).outcome).toBe('compliant');
  });

  it("judges an app of the vendor's own, though no list of clients has it", () => {
    const judgement = judged(endpointUnapproved, contextWith(['GET /a'], [aCall(app, 'GET /b')]), app);
    expect(judgement.violations).toMatchObject([{ client: { id: app }, vendor: 'Acme' }]);
  });

  it('is unknown before calls by operation were read', () => {
    expect(judgedOn(['GET /api/v2/users']).outcome).toBe('unknown');
  });

  it('is unknown while usage was not read whole', () => {
    const context = contextWith(['GET /a'], [aCall(recorder, 'GET /b')]);
    expect(judged(endpointUnapproved, withSource(context, 'usage', 'incomplete'), recorder).outcome).toBe('unknown');
  });
});
