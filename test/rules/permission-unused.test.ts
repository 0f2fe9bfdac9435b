import type { GrantUse } from '../../lib/domain/grant-use.ts';
import { isConclusive } from '../../lib/rules/engine.ts';
import { permissionUnused } from '../../lib/rules/permission-unused.ts';
import { NOW, perfectApp, perfectVendor, RECORDER_ROLE } from '../support/facts.ts';
import { roleUse, withUse } from '../support/grant-use.ts';
import { judged, withSource } from '../support/judged.ts';

const vendor = perfectVendor();
const { id } = vendor.facts.client;
const SUBJECT = `role ${RECORDER_ROLE.id}`;
const UNUSED = { roles: [roleUse()] };

const judgedOn = (use: Partial<GrantUse>, gap?: string) =>
  judged(permissionUnused, withUse(vendor, use, { ...(gap && { gap }) }), id);

describe('permission-unused', () => {
  it('reports what no call needs of a role, role by role', () => {
    const { violations } = judgedOn({ roles: [roleUse(), roleUse({ roleId: 'r2', held: 9, unused: 9 })] });
    expect(violations).toMatchObject([
      {
        subject: SUBJECT,
        severity: 'low',
        title: 'No call of Acme Recorder needs 1 of the 2 permissions of role Acme Recorder',
        because: expect.stringContaining('recording:recording:view'),
        evidence: { roleId: RECORDER_ROLE.id, unusedByDomain: { recording: 1 } },
      },
      { subject: 'role r2', title: 'No call of Acme Recorder needs anything that role r2 gives' },
    ]);
  });

  it('names the riskiest of many, and counts the others', () => {
    const { violations } = judgedOn({
      roles: [roleUse({ held: 300, unused: 120, examples: ['a:b:edit', 'a:b:view'] })],
    });
    expect(violations[0]?.because).toContain('a:b:edit, a:b:view and 118 more');
  });

  it('is content with a client that needs all that its roles give', () => {
    expect(judgedOn({}).outcome).toBe('compliant');
  });

  it('leaves a client alone that the guardian has not known for long', () => {
    expect(judgedOn({ roles: [roleUse({ unused: 0, unusedYoung: 2 })], isNew: true }).outcome).toBe('compliant');
  });

  it('leaves a client without any call to client-unused', () => {
    expect(judgedOn({ ...UNUSED, hasCalled: false }).outcome).toBe('compliant');
  });

  it("leaves the guardian's own client to guardian-overprivileged", () => {
    const context = { ...withUse(vendor, UNUSED), ownClientId: id };
    expect(judged(permissionUnused, context, id).outcome).toBe('compliant');
  });

  it('does not judge the roles of a code-grant client', () => {
    const app = perfectApp();
    expect(judged(permissionUnused, withUse(app, UNUSED), app.facts.client.id).outcome).toBe('compliant');
  });

  it('is unknown about a role alone whose unused permissions may be young', () => {
    const judgement = judgedOn({ roles: [roleUse(), roleUse({ roleId: 'r2', unused: 0, unusedYoung: 1 })] });
    expect(judgement.outcome).toBe('violated');
    expect([SUBJECT, 'role r2', 'role r3'].map((subject) => isConclusive(judgement, subject))).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('is unknown while a day of the window is, or a call that nobody understands', () => {
    expect(judgedOn(UNUSED, 'A day was not read.').outcome).toBe('unknown');
    const opaque = [{ operation: 'GET /api/v2/gone', why: 'not in the catalogue', isRefused: false }];
    expect(judgedOn({ ...UNUSED, opaque }).outcome).toBe('unknown');
  });

  describe('in a run that reads usage and no roles', () => {
    const completeAt = (lastCompleteAt: string, failures = 0) => ({
      ...withSource(withUse(vendor, UNUSED), 'roles', 'skipped'),
      sources: { roles: { failures, lastCompleteAt } },
    });

    it('judges by the roles that an earlier run has read whole', () => {
      expect(judged(permissionUnused, completeAt(NOW), id).outcome).toBe('violated');
    });

    it('is unknown where they were read too long ago, or not whole the last time', () => {
      expect(judged(permissionUnused, completeAt('2026-11-18T08:59:00.000Z'), id).outcome).toBe('unknown');
      expect(judged(permissionUnused, completeAt(NOW, 1), id).outcome).toBe('unknown');
    });

    it('is unknown where nobody has ever read them', () => {
      const context = withSource(withUse(vendor, UNUSED), 'roles', 'skipped');
      expect(judged(permissionUnused, context, id).outcome).toBe('unknown');
    });
  });

  it('is unknown where this run has tried to read the roles and failed', () => {
    const context = withSource(withUse(vendor, UNUSED), 'roles', 'failed');
    const sources = { roles: { failures: 0, lastCompleteAt: NOW } };
    expect(judged(permissionUnused, { ...context, sources }, id).outcome).toBe('unknown');
  });
});
