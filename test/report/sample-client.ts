import type { ReportClient, ReportGrant, ReportScope } from '../../lib/domain/report.ts';
import type { Random } from './sample-random.ts';
import { SAMPLE_SCOPES } from './sample-scopes.ts';

export const VENDORS = [
  'Acme Recording',
  'Borealis CRM',
  'Cobalt Wallboards',
  'Dune Analytics',
  'Ember Transcription',
  'Fjord Workforce',
  'Granite Telephony',
  'Harbour Chat',
  'Iris Quality',
  'Juniper Surveys',
] as const;
const PURPOSES = [
  'sync',
  'exporter',
  'wallboard',
  'recorder',
  'connector',
  'bot',
  'reporting',
  'webhook relay',
] as const;
const DIVISIONS = ['Home', 'Sales', 'Support', 'Claims', 'Back office'] as const;

interface SampleClientOptions {
  readonly index: number;
  readonly days: number;
  readonly random: Random;
}

/** One client; every seventh belongs to no vendor, every ninth lost days of usage. */
export function sampleClient({ index, days, random }: SampleClientOptions): ReportClient {
  const vendor = index % 7 === 3 ? null : random.pick(VENDORS);
  const isScoped = index % 3 !== 0;
  const base = index === 1 ? 520_000 : 200 + random.below(index % 11 === 0 ? 60_000 : 6_000);
  const requests = Array.from({ length: days }, (_, day) =>
    day === days - 9 ? null : Math.round(base * (0.82 + random.next() * 0.36) * (day % 7 < 5 ? 1 : 0.35)),
  );
  const perHour = Math.round(base / 16);
  return {
    id: `c0000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    name: `${vendor ?? 'Internal'} ${random.pick(PURPOSES)} ${index + 1}`,
    vendor,
    owner: vendor === null ? null : `${vendor.toLowerCase().replaceAll(' ', '-')}@example.com`,
    grantType: isScoped ? 'CODE' : 'CLIENT-CREDENTIALS',
    state: 'active',
    restrictedBy: isScoped ? 'scopes' : 'permissions',
    isGone: index % 97 === 96,
    since: `2026-0${1 + (index % 9)}-1${index % 9}T10:00:00.000Z`,
    approvedBy: vendor === null ? 'first-sighting' : 'manifest',
    tokenSeconds: index % 5 === 0 ? 86_400 : 3_600,
    redirectUris: isScoped ? [`https://app${index}.vendor.example/oauth/callback`] : [],
    scopes: scopesOf(random),
    grants: isScoped ? [] : grantsOf(random),
    revisions: [
      {
        at: '2026-11-20T14:12:00.000Z',
        isGone: false,
        actor: { id: 'u1', name: 'Dana Whitfield', kind: 'user', source: 'audit', at: '2026-11-20T14:10:41.000Z' },
        change: {
          added: ['users', 'recordings'],
          removed: ['users:readonly'],
          changed: [{ name: 'tokenSeconds', from: '3600', to: '86400' }],
        },
      },
      { at: '2026-03-01T09:00:00.000Z', isGone: false },
    ],
    requests,
    share: perHour / 45_000,
    perHour,
    forecastMonth: base * 30,
    advice: isScoped
      ? {
          kind: 'scopes',
          daysObserved: 84,
          daysWanted: 90,
          confidence: 'medium',
          keep: ['analytics:readonly', 'users:readonly'],
          remove: [{ name: 'recordings', wait: 'after 29 Nov 2026' }, { name: 'routing' }],
          narrow: [{ from: 'users', to: ['users:readonly'] }],
          add: [],
        }
      : null,
    ...(isScoped ? {} : { noAdvice: 'Calls were observed for 12 of 90 days.' }),
  };
}

function scopesOf(random: Random): ReportScope[] {
  const start = random.below(SAMPLE_SCOPES.length - 9);
  return SAMPLE_SCOPES.slice(start, start + 3 + random.below(6)).map((name) => {
    const isHeld = random.next() > 0.08;
    const isApproved = random.next() > 0.12 || !isHeld;
    return {
      name,
      isHeld,
      isApproved,
      used: isHeld ? random.pick(['yes', 'yes', 'yes', 'no', 'unknown']) : 'unknown',
      severity: name.endsWith(':readonly') ? 'low' : random.pick(['critical', 'high', 'medium']),
    };
  });
}

function grantsOf(random: Random): ReportGrant[] {
  return Array.from({ length: 1 + random.below(3) }, (_, index) => {
    const division = random.next() > 0.93 ? '*' : random.pick(DIVISIONS);
    const reach = division === '*' ? 'all' : division === 'Home' ? 'home' : random.next() > 0.8 ? 'beyond' : null;
    return {
      role: { id: `r${index}`, name: random.pick(['Recorder', 'CRM sync', 'Reporting', 'Workforce', 'Bot flow']) },
      division: { id: division.toLowerCase(), name: division },
      permissions: 4 + random.below(60),
      severity: random.pick(['high', 'medium', 'low']),
      isApproved: reach === null,
      reach,
    } as const;
  });
}
