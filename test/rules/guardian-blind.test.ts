import { effectiveAccess } from '../../lib/domain/access.ts';
import { SOURCES, type SourceName } from '../../lib/domain/coverage.ts';
import { neededPermissions } from '../../lib/domain/own-permissions.ts';
import { isConclusive } from '../../lib/rules/engine.ts';
import { guardianBlind } from '../../lib/rules/guardian-blind.ts';
import type { RuleContext, SelfFacts } from '../../lib/rules/rule.ts';
import { aClient, aRole, type Difference, perfectVendor } from '../support/facts.ts';
import { judged, subjectsOf, withSource } from '../support/judged.ts';
import { alikeDays, usageFacts } from '../support/usage.ts';

const PERMISSIONS = [
  'audits:audit:view',
  'authorization:role:view',
  'integrations:integration:view',
  'oauth:client:view',
  'usage:organization:view',
];
const SIGHTED_ROLE = aRole({ id: 'r-guardian', name: 'Guardian', permissions: PERMISSIONS });
const SELF = aClient({ id: 'c-guardian', name: 'OAuth guardian', grants: [{ roleId: 'r-guardian', divisionId: '*' }] });
const freshUsage = usageFacts({ days: alikeDays(1, { other: 5 }) });

function selfWith(permissions: readonly string[] | undefined): SelfFacts {
  const role = permissions && { ...SIGHTED_ROLE, permissions };
  return { client: { id: SELF.id, name: SELF.name }, access: effectiveAccess(SELF, () => role) };
}

/** A guardian that sees everything, with one difference. */
function sighted(context: Partial<RuleContext> = {}, org: Difference['org'] = {}): RuleContext {
  return perfectVendor({ org, context: { usage: freshUsage, self: selfWith(PERMISSIONS), ...context } }).context;
}

describe('guardian-blind', () => {
  it('is content where every source was read, usage is fresh and no permission lacks', () => {
    expect(judged(guardianBlind, sighted())).toEqual({
      rule: 'guardian-blind',
      clientId: '-',
      outcome: 'compliant',
      violations: [],
    });
  });

  describe('a source', () => {
    const failing = (source: SourceName, failures: number, lastCompleteAt?: string) => ({
      sources: { [source]: { failures, ...(lastCompleteAt && { lastCompleteAt }) } },
    });

    it('is not reported after one failed run, and is after two', () => {
      expect(judged(guardianBlind, sighted(failing('roles', 1))).outcome).toBe('compliant');
      expect(subjectsOf(judged(guardianBlind, sighted(failing('roles', 2))))).toEqual(['source roles']);
    });

    it('is reported with the reason, the last complete read and the rules that are blind meanwhile', () => {
      const context = withSource(sighted(failing('roles', 7, '2026-11-19T09:00:00.000Z')), 'roles', 'failed');
      const [violation] = judged(guardianBlind, context).violations;
      expect(violation).toMatchObject({ severity: 'high', title: 'The guardian cannot read roles completely' });
      expect(violation?.because).toContain('7 runs on end did not read it whole: HTTP 403.');
      expect(violation?.because).toContain('The last complete read was at 2026-11-19T09:00:00.000Z.');
      expect(violation?.because).toMatch(/Rules that say nothing meanwhile: role-added, .*self-escalation/);
      expect(violation?.fix.join(' ')).toContain('authorization:role:view');
    });

    it('resolves with the first complete read', () => {
      expect(judged(guardianBlind, sighted(failing('roles', 0))).outcome).toBe('compliant');
    });

    it('proves the same thing with the same evidence however long it lasts', () => {
      const failedFor = (failures: number) => judged(guardianBlind, sighted(failing('roles', failures))).violations[0];
      expect(failedFor(99)).toMatchObject({ subject: failedFor(2)?.subject, evidence: failedFor(2)?.evidence });
    });

    it.each(SOURCES)('%s has its own subject', (source) => {
      const context = sighted(failing(source, 2), { readAuthorizations: true });
      expect(subjectsOf(judged(guardianBlind, context))).toContain(`source ${source}`);
    });

    it.each([
      ['authorizations', { readAuthorizations: false }],
      ['integrations', { readIntegrations: false }],
      ['audits', { readAudits: false }],
    ] as const)('%s is not missed where it is switched off', (source, org) => {
      expect(judged(guardianBlind, sighted(failing(source, 9), org)).outcome).toBe('compliant');
    });
  });

  describe('usage', () => {
    const oldest = usageFacts({ days: alikeDays(1, { other: 5 }, '2026-11-17') });

    it('is stale when it is older than usageStaleHours, and not when it is exactly that old', () => {
      const exactly = { ...freshUsage, asOf: '2026-11-18T09:00:00.000Z' };
      const older = { ...freshUsage, asOf: '2026-11-18T08:59:59.999Z' };
      expect(judged(guardianBlind, sighted({ usage: exactly })).outcome).toBe('compliant');
      expect(judged(guardianBlind, sighted({ usage: older })).violations).toMatchObject([
        {
          subject: 'usage-stale',
          severity: 'high',
          title: 'The usage data of Genesys is older than 48 hours',
          evidence: {},
        },
      ]);
    });

    it('is stale where Genesys answers and counts no day at all', () => {
      const none = usageFacts({ days: [] });
      expect(subjectsOf(judged(guardianBlind, sighted({ usage: none })))).toEqual(['usage-stale']);
    });

    it('has an unknown age where it was not read whole: a stale finding neither opens nor resolves', () => {
      const context = withSource(sighted({ usage: oldest }), 'usage', 'failed');
      expect(judged(guardianBlind, context)).toMatchObject({ outcome: 'unknown', violations: [] });
    });
  });

  describe('permissions', () => {
    it.each(PERMISSIONS)('reports that %s is missing, and which source that blinds', (permission) => {
      const self = selfWith(PERMISSIONS.filter((held) => held !== permission));
      const { violations } = judged(guardianBlind, sighted({ self }));
      expect(violations).toMatchObject([
        { subject: `permission ${permission}`, severity: 'high', client: { id: 'c-guardian', name: 'OAuth guardian' } },
      ]);
      const source = neededPermissions(sighted().org).find((own) => own.permission === permission)?.source;
      expect(violations[0]?.because).toContain(`Blind source: ${source}.`);
    });

    it('misses oauth:client:authorize only where authorisations are to be read', () => {
      const org = { readAuthorizations: true };
      expect(subjectsOf(judged(guardianBlind, sighted({}, org)))).toEqual(['permission oauth:client:authorize']);
    });

    it('does not miss what is for a source that is switched off', () => {
      const self = selfWith(['oauth:client:view', 'authorization:role:view', 'usage:organization:view']);
      const org = { readIntegrations: false, readAudits: false };
      expect(judged(guardianBlind, sighted({ self }, org)).outcome).toBe('compliant');
    });

    it('are there where a wildcard gives them', () => {
      const self = selfWith(PERMISSIONS.map((held) => held.replace(/:view$/, ':*')));
      expect(judged(guardianBlind, sighted({ self })).outcome).toBe('compliant');
    });

    it('are unknown where its own client could not be read', () => {
      const { self: _, ...context } = sighted();
      expect(judged(guardianBlind, context)).toMatchObject({ outcome: 'unknown' });
    });

    it('are unknown where its own roles could not be read', () => {
      expect(judged(guardianBlind, sighted({ self: selfWith(undefined) }))).toMatchObject({ outcome: 'unknown' });
    });
  });

  it('lets a source resolve in a run that reads the configuration only, and keeps stale usage open', () => {
    const { usage: _, ...context } = withSource(sighted(), 'usage', 'skipped');
    const judgement = judged(guardianBlind, context);
    expect(isConclusive(judgement, 'source clients')).toBe(true);
    expect(isConclusive(judgement, 'permission oauth:client:view')).toBe(true);
    expect(isConclusive(judgement, 'usage-stale')).toBe(false);
  });

  it('lets stale usage resolve in a run that reads usage only, and keeps missing permissions open', () => {
    const { self: _, ...context } = withSource(sighted(), 'roles', 'skipped');
    const judgement = judged(guardianBlind, context);
    expect(isConclusive(judgement, 'usage-stale')).toBe(true);
    expect(isConclusive(judgement, 'permission oauth:client:view')).toBe(false);
  });

  it('does not take "not part of this run" for the reason of a failure', () => {
    const context = withSource(sighted({ sources: { roles: { failures: 2 } } }), 'roles', 'skipped', 'not part of it');
    expect(judged(guardianBlind, context).violations[0]?.because).not.toContain('not part of it');
  });

  it('reports what it knows and says what it does not know beside it', () => {
    const { self: _, ...context } = sighted({ sources: { clients: { failures: 2 } } });
    const judgement = judged(guardianBlind, context);
    expect(subjectsOf(judgement)).toEqual(['source clients']);
    expect(judgement.because).toContain('own client was not read');
  });
});
