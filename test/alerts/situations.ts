import type { ComposeOptions } from '../../lib/alerts/index.ts';
import { type Coverage, SOURCES, type SourceCoverage, type SourceName } from '../../lib/domain/coverage.ts';
import { type Cause, type Finding, findingId, GUARDIAN, NO_CLIENT, type Transition } from '../../lib/domain/finding.ts';
import type { RunRecord } from '../../lib/domain/run.ts';
import { countBySeverity, SEVERITIES } from '../../lib/domain/severity.ts';
import type { Waiver } from '../../lib/domain/triage.ts';

/** Named fixtures for messages: an ordinary run, an ordinary finding, and the situations that have a golden message. */

export const AT = '2026-11-20T09:00:12.000Z';

export const RECORDER = { id: 'c0000000-0000-4000-8000-000000000001', name: 'Acme Recorder' };
export const WALLBOARD = { id: 'c0000000-0000-4000-8000-000000000002', name: 'Wallboard' };
export const CONNECTOR = { id: 'c0000000-0000-4000-8000-000000000003', name: 'CRM connector' };

/** The 42nd run of org `prod`, in which every source was read. */
export function aRun(difference: Partial<RunRecord> = {}): RunRecord {
  return {
    id: `all@${AT}`,
    org: 'prod',
    job: 'all',
    attempt: 'attempt-1',
    seq: 42,
    at: AT,
    startedAt: '2026-11-20T09:00:00.000Z',
    finishedAt: AT,
    apiCalls: 9,
    coverage: coverage(),
    isBaseline: false,
    baselineAt: '2026-09-01T09:00:00.000Z',
    counts: { revisions: 0, transitions: 0, usageRows: 0 },
    chunks: 0,
    warnings: [],
    roots: {},
    slots: {},
    sources: {},
    judged: {},
    open: { critical: 0, high: 4, medium: 2, low: 0, info: 1 },
    openDigest: 'digest',
    ...difference,
  };
}

/** All sources complete, but for the ones named. */
export function coverage(difference: Partial<Record<SourceName, Partial<SourceCoverage>>> = {}): Coverage {
  const of = (source: SourceName): SourceCoverage => ({
    status: 'complete',
    count: 12,
    asOf: AT,
    ...difference[source],
  });
  const [clients, roles, divisions, usage, authorizations, integrations, audits] = SOURCES.map(of);
  if (!clients || !roles || !divisions || !usage || !authorizations || !integrations || !audits)
    throw new Error('sources');
  return { clients, roles, divisions, usage, authorizations, integrations, audits };
}

/** A scope that Acme Recorder gained, made by a user whom the audit log names. */
export function aFinding(difference: Partial<Finding> = {}): Finding {
  const finding = {
    rule: 'scope-added',
    severity: 'high',
    state: 'open',
    org: 'prod',
    client: RECORDER,
    vendor: 'Acme',
    subject: 'users',
    title: 'Scope users is beyond what was approved',
    because: 'It lets the vendor read, create and change users. It is not among the scopes approved by the manifest.',
    evidence: { scope: 'users' },
    change: { added: ['scope users'], removed: [], changed: [] },
    fix: [
      'Admin > Integrations > OAuth > Acme Recorder > Scope: remove users and save, after asking the vendor why it was added.',
      'Or approve the present state: edit `scopes` of vendor Acme in guardian.yaml, or let `guardian accept --client c0000000-0000-4000-8000-000000000001` do it.',
    ],
    actor: {
      id: '7f3e2d10-5b1c-4d6a-9a41-aa0c5be3f101',
      name: 'Jane Doe',
      kind: 'user',
      at: '2026-11-20T08:48:03.000Z',
      source: 'audit',
    },
    firstSeen: AT,
    lastSeen: AT,
    asOf: AT,
    ...difference,
  } satisfies Omit<Finding, 'id'>;
  const { org, client, rule, subject } = finding;
  return { id: findingId({ org, clientId: client.id, rule, subject }), ...finding };
}

/** `aFinding` about another scope. */
export function aScope(scope: string, difference: Partial<Finding> = {}): Finding {
  return aFinding({
    subject: scope,
    title: `Scope ${scope} is beyond what was approved`,
    because: 'It is not among the scopes approved by the manifest.',
    evidence: { scope },
    change: { added: [`scope ${scope}`], removed: [], changed: [] },
    fix: [
      `Admin > Integrations > OAuth > ${difference.client?.name ?? RECORDER.name} > Scope: remove ${scope} and save.`,
    ],
    ...difference,
  });
}

/** Half of the quota by one client, on data that Genesys had counted up to midnight. Nobody changed anything. */
export function aQuotaShare(difference: Partial<Finding> = {}): Finding {
  const {
    actor: _actor,
    change: _change,
    ...finding
  } = aFinding({
    rule: 'quota-share',
    client: WALLBOARD,
    vendor: 'Wallboard Ltd',
    subject: 'hourly-quota',
    title: 'Wallboard uses 61 % of the hourly API quota, over 50 %',
    because:
      '11,861 requests an hour of 19,444. The mean of the day 2026-11-19 (resolution: day): single hours may have been higher. What one client takes is missing for all others, and overage is billed.',
    evidence: { shareAtLeast: 0.6 },
    fix: [
      'Admin > API Usage: look at what Wallboard calls, and since when.',
      'Ask the vendor to poll less often, to cache, or to subscribe to notifications.',
    ],
    asOf: '2026-11-20T00:00:00.000Z',
  });
  return { ...finding, ...difference };
}

/** The guardian cannot read audits: a finding about the org itself. */
export function aBlindness(difference: Partial<Finding> = {}): Finding {
  const {
    actor: _actor,
    change: _change,
    ...finding
  } = aFinding({
    rule: 'guardian-blind',
    client: NO_CLIENT,
    vendor: null,
    subject: 'source audits',
    title: 'The guardian cannot read audits completely',
    because: '2 runs on end did not read it whole. Blind meanwhile, so never clean: audits.',
    evidence: { source: 'audits' },
    fix: ['Run: guardian doctor'],
  });
  return { ...finding, ...difference };
}

export function opened(finding: Finding): Transition {
  return { from: null, to: 'open', finding, ...(finding.change && { change: finding.change }), cause: found('found') };
}

export function reopened(finding: Finding): Transition {
  return { ...opened(finding), from: 'resolved', cause: found('came-back') };
}

/** A finding that says more than before: `before` differs from it, in its evidence or in what somebody had decided. */
export function grew(finding: Finding, before: Partial<Finding> = {}): Transition {
  const known = { ...finding, ...before };
  return { ...openedAgain(finding, known), cause: found('grew') };
}

/** A finding that weighs more than before. */
export function escalated(finding: Finding, before: Partial<Finding> & Pick<Finding, 'severity'>): Transition {
  return { ...openedAgain(finding, { ...finding, ...before }), cause: { ...found('escalated'), was: before.severity } };
}

/** A finding whose waiver ended, though nothing about it changed. */
export function unwaived(finding: Finding, waiver: Waiver, kind: 'waiver-expired' | 'waiver-withdrawn'): Transition {
  return { ...openedAgain(finding, { ...finding, state: 'waived', waiver }), cause: found(kind) };
}

/** As the life cycle writes it: docs/architecture.md. */
function openedAgain(finding: Finding, known: Finding): Transition {
  const { state, evidence, severity, acknowledgement, waiver } = known;
  const before = { evidence, severity, ...(acknowledgement && { acknowledgement }), ...(waiver && { waiver }) };
  return { ...opened(finding), from: state, before };
}

export function resolved(finding: Finding, kind: 'gone' | 'rule-off' = 'gone'): Transition {
  const { state, evidence, severity, acknowledgement, waiver, ...rest } = finding;
  const before = { evidence, severity, ...(acknowledgement && { acknowledgement }), ...(waiver && { waiver }) };
  return {
    from: state,
    to: 'resolved',
    finding: { ...rest, evidence, severity, state: 'resolved' },
    cause: found(kind),
    before,
  };
}

/** A waiver of two months, for what the finding says. */
export function waiverOf({ evidence, severity }: Finding, difference: Partial<Waiver> = {}): Waiver {
  return {
    reason: 'Acme migrates our old recordings until the end of November (CHG-4711)',
    by: 'Grace Kim',
    at: '2026-10-01T09:00:00.000Z',
    until: '2026-11-20T00:00:00.000Z',
    source: 'command',
    covers: { evidence, severity },
    ...difference,
  };
}

function found(kind: Cause['kind']): Cause {
  return { kind, by: GUARDIAN };
}

/** The manifest: Wallboard Ltd has no owner. */
export const vendors = [
  { name: 'Acme', owner: 'Team Voice', contact: 'support@acme.example' },
  { name: 'Wallboard Ltd' },
] as const;

/** Many findings on many clients, of three rules and three severities. */
export function aFlood(count: number): Transition[] {
  const rules = ['role-permissions-widened', 'wildcard-permission', 'scope-added'];
  return Array.from({ length: count }, (_, index) => {
    const number = String(index).padStart(3, '0');
    return opened(
      aFinding({
        rule: rules[index % 3] ?? 'scope-added',
        severity: SEVERITIES[index % 3] ?? 'high',
        client: { id: `c0000000-0000-4000-8000-000000000${number}`, name: `Client ${number}` },
        subject: `subject ${number}`,
        title: `Something about client ${number} that was not approved`,
      }),
    );
  });
}

export const settings = { stormFindings: 25 };

/** Situations, each with the whole messages that it makes in `golden/<name>.txt`. */
export const SITUATIONS: Readonly<Record<string, ComposeOptions>> = {
  'three-scopes-on-one-client': {
    run: aRun(),
    transitions: ['users', 'routing', 'recordings'].map((scope) =>
      opened(scope === 'users' ? aFinding() : aScope(scope)),
    ),
    settings,
    vendors,
    timeZone: 'Europe/Berlin',
  },
  'several-clients': {
    run: aRun(),
    transitions: [
      opened(aFinding()),
      opened(aScope('routing', { client: CONNECTOR, vendor: null })),
      opened(aQuotaShare()),
    ],
    settings,
    vendors,
  },
  'two-severities-and-a-resolution': {
    run: aRun(),
    transitions: [
      opened(
        aFinding({
          rule: 'division-widened',
          severity: 'critical',
          subject: 'role@*',
          title: 'Role Acme Recorder now reaches every division',
          because: 'The role is approved by the manifest, but not there.',
          change: { added: ['role Acme Recorder in division * (all divisions)'], removed: [], changed: [] },
          fix: ['Admin > Integrations > OAuth > Acme Recorder > Roles tab: remove the grant and save.'],
        }),
      ),
      opened(aScope('users:readonly', { severity: 'medium' })),
      resolved(aQuotaShare({ firstSeen: '2026-11-18T09:00:00.000Z' })),
    ],
    settings,
    vendors,
  },
  'a-finding-that-grew': {
    run: aRun(),
    transitions: [
      grew(
        aQuotaShare({
          evidence: { shareAtLeast: 0.8 },
          title: 'Wallboard uses 84 % of the hourly API quota, over 50 %',
          firstSeen: '2026-11-18T09:00:00.000Z',
        }),
        { evidence: { shareAtLeast: 0.6 } },
      ),
    ],
    settings,
    vendors,
    timeZone: 'America/New_York',
  },
  'a-waiver-that-no-longer-covers': {
    run: aRun(),
    transitions: [
      grew(aWidenedRole(['recording:recording:view', 'users:user:edit']), {
        state: 'waived',
        waiver: waiverOf(aWidenedRole(['recording:recording:view']), { until: '2026-12-31T00:00:00.000Z' }),
      }),
    ],
    settings,
    vendors,
  },
  'a-value-that-changed-and-nobody-named': {
    run: aRun({ coverage: coverage({ audits: { status: 'skipped', count: 0 } }) }),
    transitions: [reopened(withoutActor(aTokenLifetime()))],
    settings,
    vendors,
  },
  'something-could-not-be-seen': {
    run: aRun({
      coverage: coverage({
        usage: { status: 'failed', count: 0, reason: '403 missing.permissions: usage:organization:view' },
        roles: { status: 'incomplete', count: 100, reason: 'page 2 of 3 was cut off.' },
      }),
      warnings: ["vendor Acme: no role is called 'Recroder'"],
    }),
    transitions: [opened(aBlindness()), opened(aScope('routing', { severity: 'low', staged: true }))],
    settings,
    vendors,
  },
  'the-first-look': {
    run: aRun({
      seq: 1,
      isBaseline: true,
      baselineAt: AT,
      coverage: coverage({ clients: { count: 128 }, roles: { count: 40 }, divisions: { count: 6 } }),
      open: countBySeverity([...aFlood(14)].map(({ finding }) => finding)),
    }),
    transitions: aFlood(14),
    settings,
    vendors,
    timeZone: 'Europe/Berlin',
  },
  'a-first-look-that-failed': {
    run: withoutBaseline(
      aRun({
        seq: 1,
        isBaseline: true,
        open: countBySeverity([]),
        coverage: coverage({
          clients: { status: 'failed', count: 0, reason: '401 from /oauth/token: the client id or secret is wrong' },
          roles: { status: 'skipped', count: 0 },
          divisions: { status: 'skipped', count: 0 },
        }),
      }),
    ),
    transitions: [],
    settings,
    vendors,
  },
  'a-storm': {
    run: aRun({ open: countBySeverity(aFlood(60).map(({ finding }) => finding)) }),
    transitions: [...aFlood(60), grew(aQuotaShare()), resolved(aFinding())],
    settings,
    vendors,
  },
  'an-escalation': {
    run: aRun(),
    transitions: [
      escalated(
        aQuotaShare({
          severity: 'critical',
          evidence: { shareAtLeast: 1 },
          title: 'Wallboard uses 104 % of the hourly API quota, over 50 %',
          firstSeen: '2026-11-18T09:00:00.000Z',
        }),
        {
          severity: 'high',
          evidence: { shareAtLeast: 0.6 },
          state: 'acknowledged',
          acknowledgement: {
            owner: 'Team Dashboards',
            note: 'vendor asked to poll less (INC-88)',
            by: 'Ada Stone',
            at: '2026-11-18T10:30:00.000Z',
            covers: { evidence: { shareAtLeast: 0.6 }, severity: 'high' },
          },
        },
      ),
    ],
    settings,
    vendors,
  },
  'a-waiver-that-expired': {
    run: aRun(),
    transitions: [unwaived(anOldFinding(), waiverOf(anOldFinding()), 'waiver-expired')],
    settings,
    vendors,
  },
  'a-waiver-that-was-withdrawn': {
    run: aRun(),
    transitions: [unwaived(anOldFinding(), waiverOf(anOldFinding(), { source: 'manifest' }), 'waiver-withdrawn')],
    settings,
    vendors,
  },
  'reminders-beside-an-alert': {
    run: aRun(),
    transitions: [opened(aScope('recordings'))],
    reminders: [
      anOldFinding(),
      aQuotaShare({ firstSeen: '2026-10-12T09:00:00.000Z', asOf: '2026-11-20T00:00:00.000Z' }),
      aScope('routing', { firstSeen: '2026-11-14T09:00:00.000Z' }),
      withoutActor(aTokenLifetime()),
    ],
    settings,
    vendors,
  },
  'too-many-reminders': {
    run: aRun({ open: countBySeverity(aFlood(30).map(({ finding }) => finding)) }),
    transitions: [],
    reminders: aFlood(30).map(({ finding }, n) => ({
      ...finding,
      firstSeen: `2026-10-${String(30 - n).padStart(2, '0')}T09:00:00.000Z`,
    })),
    settings,
    vendors,
  },
  'only-information': {
    run: aRun(),
    transitions: [
      opened(
        withoutActor(
          aFinding({
            rule: 'client-deleted',
            severity: 'info',
            subject: 'client',
            title: 'Client Acme Recorder was deleted',
            because: 'Acme can no longer use it; if it still tries, its calls fail.',
            change: { added: [], removed: ['client Acme Recorder'], changed: [] },
            fix: ['Ask whoever deleted it whether that was meant.'],
          }),
        ),
      ),
    ],
    settings,
    vendors,
  },
  'only-resolutions': {
    run: aRun({ open: countBySeverity([]) }),
    transitions: [
      resolved(aFinding({ firstSeen: '2026-11-18T09:00:00.000Z' })),
      resolved(aScope('routing', { firstSeen: '2026-11-18T09:00:00.000Z' })),
      resolved(aQuotaShare({ severity: 'critical' })),
    ],
    settings,
    vendors,
    timeZone: 'Asia/Kolkata',
  },
};

function aTokenLifetime(): Finding {
  return aFinding({
    rule: 'token-lifetime-raised',
    severity: 'medium',
    subject: 'tokenSeconds',
    title: 'Tokens live 48 h, longer than the 24 h that were approved',
    because: 'A token that leaks can be used for longer.',
    change: { added: [], removed: [], changed: [{ name: 'tokenSeconds', from: '86400', to: '172800' }] },
    fix: ['Admin > Integrations > OAuth > Acme Recorder: set Token Duration back to 86400 and save.'],
    firstSeen: '2026-11-02T09:00:00.000Z',
  });
}

/** A scope that Acme Recorder has had for seven weeks. */
function anOldFinding(): Finding {
  return aFinding({ firstSeen: '2026-10-01T09:00:00.000Z' });
}

/** A role that Acme Recorder holds was edited: what it gained since. */
function aWidenedRole(gained: readonly string[]): Finding {
  return aFinding({
    rule: 'role-permissions-widened',
    subject: 'b0000000-0000-4000-8000-000000000001',
    title: `Role Recording reader gained ${gained.length} permissions, and Acme Recorder with it`,
    because: 'The client did not change: the role that it holds did. Nothing of this was approved.',
    evidence: { gained },
    change: { added: gained.map((permission) => `permission ${permission}`), removed: [], changed: [] },
    fix: ['Admin > People & Permissions > Roles / Permissions > Recording reader: take the permissions out and save.'],
    firstSeen: '2026-10-01T09:00:00.000Z',
  });
}

function withoutActor({ actor: _, ...finding }: Finding): Finding {
  return finding;
}

function withoutBaseline({ baselineAt: _, ...run }: RunRecord): RunRecord {
  return run;
}
