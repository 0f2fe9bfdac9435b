import type { DigestInput } from '../../lib/alerts/digest.ts';
import type { Finding, Transition } from '../../lib/domain/finding.ts';
import type { HistoryRecord } from '../../lib/domain/run.ts';
import { countBySeverity } from '../../lib/domain/severity.ts';
import type { UsageSummary } from '../../lib/domain/usage/summary.ts';
import {
  AT,
  aFinding,
  aQuotaShare,
  aRun,
  aScope,
  coverage,
  opened,
  RECORDER,
  resolved,
  WALLBOARD,
  waiverOf,
} from './situations.ts';

/** Named fixtures for digests, and those that have a golden message. */

const SLOT = '2026-11-20T09:30:00.000Z';

/** The usage of two vendors, forecast to a little more than half of the allowance. */
export const usage: UsageSummary = {
  asOf: '2026-11-20T00:00:00.000Z',
  isStale: false,
  resolution: 'day',
  hourlyQuota: 19_444,
  window: { from: '2026-11-13', to: '2026-11-20', knownDays: 7, unknownDays: 1 },
  clients: [
    {
      client: WALLBOARD,
      vendor: 'Wallboard Ltd',
      requests: 1_992_648,
      perHour: 11_861,
      share: 0.61,
      status429: 12,
      forecastMonth: 7_900_000,
    },
    {
      client: RECORDER,
      vendor: 'Acme',
      requests: 84_000,
      perHour: null,
      share: null,
      status429: 0,
      forecastMonth: null,
    },
  ],
  forecast: {
    confidence: 'high',
    requests: 8_240_000,
    low: 7_900_000,
    high: 8_600_000,
    monthlyAllowance: 14_000_000,
  } as UsageSummary['forecast'],
};

/** A day in which nothing happened, and nothing is open. */
export const aQuietDay: DigestInput = {
  org: 'prod',
  since: '2026-11-19T09:30:00.000Z',
  slot: SLOT,
  run: aRun({ open: countBySeverity([]) }),
  unresolved: [],
  records: [],
  usage,
};

const prolonged = aScope('recordings', { firstSeen: '2026-09-01T09:00:00.000Z', state: 'waived' });
const written = aScope('analytics', { firstSeen: '2026-09-01T09:00:00.000Z', state: 'waived' });
const shrunk = aFinding({
  rule: 'role-permissions-widened',
  severity: 'medium',
  subject: 'b0000000-0000-4000-8000-000000000001',
  title: 'Role Recording reader gained 1 permission, and Acme Recorder with it',
  evidence: { gained: ['recording:recording:view'] },
  firstSeen: '2026-10-20T09:00:00.000Z',
  state: 'waived',
});
const mended = aScope('oauth', { firstSeen: '2026-11-16T09:00:00.000Z' });

/** Everything that a digest can tell, but for what it could not see. */
export const aBusyWeek: DigestInput = {
  ...aQuietDay,
  since: '2026-11-13T09:30:00.000Z',
  run: aRun(),
  unresolved: [
    aFinding(),
    aQuotaShare({ firstSeen: '2026-10-12T09:00:00.000Z' }),
    aScope('routing', { severity: 'medium', firstSeen: '2026-11-09T09:00:00.000Z' }),
    acknowledged(aScope('users:readonly', { severity: 'medium', firstSeen: '2026-11-01T09:00:00.000Z' })),
    { ...prolonged, waiver: waiverOf(prolonged, { until: '2026-11-25T00:00:00.000Z' }) },
    { ...written, waiver: waiverOf(written, { source: 'manifest', until: '2026-11-30T00:00:00.000Z' }) },
    {
      ...shrunk,
      waiver: waiverOf(shrunk, {
        until: '2027-03-01T00:00:00.000Z',
        covers: { evidence: { gained: ['recording:recording:view', 'users:user:edit'] }, severity: 'high' },
      }),
    },
  ],
  records: [
    record(resolved(mended), AT),
    record(opened(aFinding()), AT),
    record(opened(mended), '2026-11-16T09:00:00.000Z'),
  ],
  waivers: [
    { waiver: entryFor(mended), finding: { ...mended, state: 'resolved' } },
    { waiver: { ...entryFor(mended), finding: 'scope-added-000000000000' } },
  ],
};

/** Digests that have a golden message. */
export const DIGESTS: Readonly<Record<string, DigestInput>> = {
  'a-digest-of-a-busy-week': { ...aBusyWeek, timeZone: 'Europe/Berlin' },
  'a-digest-of-a-quiet-day': aQuietDay,
  'a-digest-that-names-a-report': {
    ...aQuietDay,
    report: {
      at: '2026-11-20T06:31:12.000Z',
      location: 's3://oauthguardian-guardianreports1a2b3c4d-5e6f7a8b9c0d/prod/2026-11-20.html',
      link: 'https://eu-central-1.console.aws.amazon.com/s3/object/oauthguardian-guardianreports1a2b3c4d-5e6f7a8b9c0d?region=eu-central-1&prefix=prod%2F2026-11-20.html',
    },
  },
  'a-digest-that-could-not-see-all': {
    ...aQuietDay,
    run: aRun({
      open: countBySeverity([]),
      at: '2026-11-19T20:00:00.000Z',
      coverage: coverage({
        clients: { status: 'failed', count: 0, reason: '401 from /oauth/token: the client id or secret is wrong' },
      }),
    }),
    usage: { ...usage, isStale: true },
  },
};

function acknowledged(finding: Finding): Finding {
  return {
    ...finding,
    state: 'acknowledged',
    acknowledgement: {
      owner: 'Team Voice',
      note: 'asked Acme, ticket CHG-4720',
      by: 'Ada Stone',
      at: '2026-11-10T09:30:00.000Z',
      covers: { evidence: finding.evidence, severity: finding.severity },
    },
  };
}

function entryFor(finding: Finding) {
  const { reason, by, at } = waiverOf(finding);
  return { finding: finding.id, reason, by, at, until: '2026-12-31T00:00:00.000Z', evidence: '0123456789abcdef' };
}

function record(transition: Transition, at: string): HistoryRecord {
  return { ...transition, at, run: `all@${at}`, seq: 41 };
}
