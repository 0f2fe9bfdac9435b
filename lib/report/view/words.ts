import type { ApprovalBasis } from '../../domain/approval.ts';
import type { CoverageStatus, SourceName } from '../../domain/coverage.ts';
import type { Cause, FindingState } from '../../domain/finding.ts';
import type { ReportEvent, ReportGrant } from '../../domain/report.ts';
import type { ResidueKind } from '../../domain/residue.ts';
import type { Severity } from '../../domain/severity.ts';
import type { Section } from './route.ts';

/** The states of findings. Not taken from the domain's module, which loads Node's own. */
export const STATES = ['open', 'acknowledged', 'waived', 'resolved'] as const satisfies readonly FindingState[];

export const SECTION_TITLES: Readonly<Record<Section, string>> = {
  overview: 'Overview',
  findings: 'Findings',
  timeline: 'Timeline',
  matrix: 'Scopes',
  divisions: 'Divisions',
  quota: 'Quota',
  residue: 'Residue',
  clients: 'Clients',
};

export const SEVERITY_TITLES: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
};

export const STATE_TITLES: Readonly<Record<FindingState, string>> = {
  open: 'Open',
  acknowledged: 'Acknowledged',
  waived: 'Waived',
  resolved: 'Resolved',
};

export const SOURCE_TITLES: Readonly<Record<SourceName, string>> = {
  clients: 'OAuth clients',
  roles: 'Roles',
  divisions: 'Divisions',
  usage: 'API usage',
  authorizations: 'Authorisations',
  integrations: 'Integrations',
  audits: 'Audit log',
};

/** A sign and a word for each: never the colour alone. */
export const COVERAGE_WORDS: Readonly<Record<CoverageStatus, { readonly sign: string; readonly word: string }>> = {
  complete: { sign: '✓', word: 'seen whole' },
  incomplete: { sign: '◐', word: 'seen in part' },
  skipped: { sign: '–', word: 'not read' },
  failed: { sign: '✕', word: 'not seen' },
};

export const RESIDUE_TITLES: Readonly<Record<ResidueKind, string>> = {
  'role-on-people': "Vendors' roles held by people",
  'role-unused': 'Roles that no client uses',
  'authorization-idle': 'Authorisations of clients that no longer call',
  'client-unowned': 'Clients that nobody owns',
  'client-awaits-deletion': 'Clients that wait for their deletion',
  'implicit-grant': 'Clients with an implicit grant',
};

export const REACH_WORDS: Readonly<Record<NonNullable<ReportGrant['reach']>, string>> = {
  all: 'every division',
  home: 'home: holds what every user may see',
  beyond: 'not approved here',
};

export const BASIS_WORDS: Readonly<Record<ApprovalBasis, string>> = {
  manifest: 'the manifest',
  baseline: 'the first scan',
  'first-sighting': 'its first sighting',
  accepted: 'somebody’s acceptance',
};

const CAUSE_WORDS: Readonly<Record<Cause['kind'], string>> = {
  found: 'found',
  'came-back': 'came back',
  grew: 'grew',
  escalated: 'weighs more',
  unstaged: 'no longer staged',
  shrank: 'shrank',
  gone: 'undone',
  'rule-off': 'rule switched off',
  acknowledged: 'acknowledged',
  waived: 'waived',
  accepted: 'accepted',
  reopened: 'reopened',
  'waiver-expired': 'waiver ended',
  'waiver-withdrawn': 'waiver withdrawn',
};

/** What happened, in one or two words. */
export function eventWord({ cause, from, to }: Pick<ReportEvent, 'cause' | 'from' | 'to'>): string {
  if (cause) return CAUSE_WORDS[cause.kind];
  if (to === 'open') return from === 'resolved' ? 'came back' : from === 'open' ? 'changed' : 'found';
  return STATE_TITLES[to].toLowerCase();
}
