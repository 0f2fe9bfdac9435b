import { evidenceChange } from '../../lib/domain/evidence.ts';
import type { CallWindow, GrantUse, MissingNeed } from '../../lib/domain/grant-use.ts';
import { isConclusive } from '../../lib/rules/engine.ts';
import { permissionMissing } from '../../lib/rules/permission-missing.ts';
import { perfectApp, perfectVendor } from '../support/facts.ts';
import { withUse } from '../support/grant-use.ts';
import { judged, subjectsOf } from '../support/judged.ts';

const vendor = perfectVendor();
const { id } = vendor.facts.client;
const QUEUES: MissingNeed = {
  kind: 'ALL',
  permissions: ['routing:queue:view'],
  refused: ['GET /api/v2/routing/queues'],
  declared: [],
};

const judgedOn = (use: Partial<GrantUse>, window: Partial<CallWindow> = {}) =>
  judged(permissionMissing, withUse(vendor, use, window), id);

describe('permission-missing', () => {
  it('reports what refused calls need, and that this is inferred', () => {
    const { violations } = judgedOn({ missing: [QUEUES] });
    expect(violations).toMatchObject([
      {
        subject: 'routing:queue:view',
        severity: 'medium',
        title: 'Acme Recorder lacks routing:queue:view for calls that are refused',
        because: expect.stringContaining('is inferred'),
        evidence: { wants: 'all', permissions: ['routing:queue:view'], calls: ['refused'] },
      },
    ]);
  });

  it('reports what announced calls need, and infers nothing', () => {
    const declared = { ...QUEUES, refused: [], declared: QUEUES.refused };
    const { violations } = judgedOn({ missing: [declared] });
    expect(violations).toMatchObject([
      {
        title: 'Acme Recorder lacks routing:queue:view for calls that are announced',
        evidence: { calls: ['announced'] },
      },
    ]);
    expect(violations[0]?.because).not.toContain('inferred');
  });

  it('names needs by what would do: one of several, or all of them', () => {
    const permissions = ['a:b:edit', 'a:b:view'];
    const judgement = judgedOn({
      missing: [
        { ...QUEUES, permissions },
        { ...QUEUES, kind: 'ANY', permissions },
      ],
    });
    expect(subjectsOf(judgement)).toEqual(['a:b:edit + a:b:view', 'a:b:edit | a:b:view']);
    expect(judgement.violations.map(({ title }) => title)).toEqual([
      'Acme Recorder lacks a:b:edit and a:b:view for calls that are refused',
      'Acme Recorder lacks a:b:edit or a:b:view for calls that are refused',
    ]);
  });

  it('tells it again when an announced call is refused, and not when a refused one is no longer made', () => {
    const evidence = (need: Partial<MissingNeed>) =>
      judgedOn({ missing: [{ ...QUEUES, ...need }] }).violations[0]?.evidence ?? {};
    const announced = evidence({ refused: [], declared: QUEUES.refused });
    const both = evidence({ declared: QUEUES.refused });
    expect([evidenceChange(announced, both), evidenceChange(both, announced)]).toEqual(['grew', 'shrank']);
  });

  it('proves the same need with the same evidence, whichever calls have it', () => {
    const other = { ...QUEUES, refused: ['GET /api/v2/routing/queues/{queueId}'] };
    const [one, another] = [QUEUES, other].map((need) => judgedOn({ missing: [need] }).violations[0]);
    expect(another?.evidence).toEqual(one?.evidence);
  });

  it('is content where nothing is missing', () => {
    expect(judgedOn({}).outcome).toBe('compliant');
  });

  it('judges a client that calls nothing by what is announced', () => {
    expect(judgedOn({ missing: [QUEUES], hasCalled: false, isNew: true }).outcome).toBe('violated');
  });

  it('does not judge a code-grant client: the permissions are those of its users', () => {
    const app = perfectApp();
    expect(judged(permissionMissing, withUse(app, { missing: [QUEUES] }), app.facts.client.id).outcome).toBe(
      'compliant',
    );
  });

  it("does not judge the guardian's own client, which guardian-blind does", () => {
    const context = { ...withUse(vendor, { missing: [QUEUES] }), ownClientId: id };
    expect(judged(permissionMissing, context, id).outcome).toBe('compliant');
  });

  it('needs no whole window, for a refusal is a refusal', () => {
    expect(judgedOn({}, { gap: 'A day was not read.' }).outcome).toBe('compliant');
  });

  it('is unknown where nobody knows what was called lately, and accuses all the same', () => {
    const stale = { gap: 'Known up to 2026-11-01 only.', isStale: true };
    expect(judgedOn({}, stale).outcome).toBe('unknown');
    expect(judgedOn({ missing: [QUEUES] }, stale)).toMatchObject({ outcome: 'violated', because: stale.gap });
  });

  it('is unknown beside a refused call that the catalogue does not have, which keeps nothing else open', () => {
    const opaque = [{ operation: 'GET /api/v2/gone', why: 'not in the catalogue', isRefused: true }];
    const judgement = judgedOn({ opaque });
    expect(judgement.because).toContain('/api/v2/gone');
    expect(isConclusive(judgement, QUEUES.permissions[0] ?? '')).toBe(true);
    expect(judgedOn({ opaque: opaque.map((call) => ({ ...call, isRefused: false })) }).outcome).toBe('compliant');
  });
});
