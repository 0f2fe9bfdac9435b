import { SOURCES, type SourceName } from '../domain/coverage.ts';
import {
  holds,
  isSwitchedOn,
  type NeededPermission,
  neededPermissions,
  RULES_BY_SOURCE,
} from '../domain/own-permissions.ts';
import type { Permission } from '../domain/permission.ts';
import { isStale } from '../domain/usage/freshness.ts';
import { clientScreen, ROLES_TAB } from './fix-steps.ts';
import { type OrgRule, type RuleContext, type Violation, violatedBy } from './rule.ts';

/** One failed read may be a hiccup of the network; two on end are a gap that people should know of. */
const RUNS_ON_END = 2;

export const guardianBlind: OrgRule = {
  id: 'guardian-blind',
  scope: 'org',
  defaultSeverity: 'high',
  needs: [],
  doc: {
    what: 'The guardian does not see all that it should.',
    why: 'Where the guardian sees nothing it finds nothing, and that looks just like an org in good order.',
    when: "A source that is switched on was not read whole in two runs on end (it resolves with the first complete read), the usage data is older than `thresholds.usageStaleHours`, or the guardian's own client lacks a permission that it needs. The message names the rules that are blind meanwhile.",
    fix: "Run `guardian doctor`: it shows what each gap comes from. Mostly the guardian's role lacks a permission: add it in Admin > People & Permissions > Roles / Permissions.",
    silence:
      'Switch the source off for the org in `guardian.yaml` (`readIntegrations`, `readAudits`, `readAuthorizations`), if you do not want what it tells.',
  },
  judge(context) {
    const usage = usageGap(context);
    const permissions = permissionGaps(context);
    const unknown = [usage.unknown, permissions.unknown].filter((part) => part !== undefined);
    return violatedBy(
      [...sourceGaps(context), ...usage.gaps, ...permissions.gaps],
      unknown.map(({ because }) => because).join(' ') || undefined,
      unknown.flatMap(({ subjects }) => subjects),
    );
  },
};

interface Gaps {
  readonly gaps: readonly Violation[];
  /** What could not be judged in this run, and why. A run reads usage or the configuration or both. */
  readonly unknown?: { readonly subjects: readonly string[]; readonly because: string };
}

const USAGE_STALE = 'usage-stale';

function sourceGaps({ sources, coverage, org }: RuleContext): Violation[] {
  return SOURCES.filter((source) => isSwitchedOn(source, org) && (sources[source]?.failures ?? 0) >= RUNS_ON_END).map(
    (source) => {
      const { failures = 0, lastCompleteAt } = sources[source] ?? {};
      const { status, reason } = coverage[source];
      const why = reason && status !== 'skipped' ? `: ${reason.replace(/\.$/, '')}` : '';
      return {
        subject: `source ${source}`,
        severity: 'high',
        title: `The guardian cannot read ${source} completely`,
        because: [
          `${failures} runs on end did not read it whole${why}.`,
          lastCompleteAt ? `The last complete read was at ${lastCompleteAt}.` : 'It was never read completely.',
          blindness(source),
        ].join(' '),
        evidence: { source },
        fix: fixOfSource(source, neededPermissions(org)),
      };
    },
  );
}

function fixOfSource(source: SourceName, needed: readonly NeededPermission[]): string[] {
  const permission = needed.find((own) => own.source === source)?.permission;
  return [
    'Run: guardian doctor',
    ...(permission
      ? [
          `Admin > People & Permissions > Roles / Permissions > the guardian's role: make sure that it has ${permission}.`,
        ]
      : []),
    `Admin > Integrations > OAuth > the guardian's client: make sure that it is active and that its secret is the one the guardian has.`,
  ];
}

function usageGap({ usage, coverage, now, thresholds: { usageStaleHours } }: RuleContext): Gaps {
  if (coverage.usage.status !== 'complete' || !usage) {
    const because = 'Usage was not read completely in this run, so how old its data is cannot be told.';
    return { gaps: [], unknown: { subjects: [USAGE_STALE], because } };
  }
  if (!isStale(usage.asOf, now, usageStaleHours)) return { gaps: [] };
  const age = usage.asOf
    ? `Genesys has counted up to ${usage.asOf} only`
    : 'Genesys answers, but has not counted any day';
  return {
    gaps: [
      {
        subject: USAGE_STALE,
        severity: 'high',
        title: `The usage data of Genesys is older than ${usageStaleHours} hours`,
        because: `${age}. ${blindness('usage')}`,
        evidence: {},
        fix: [
          'Admin > API Usage: if it is as old there, ask Genesys Customer Care.',
          'If it is newer there: run guardian doctor, and look whether the usage schedule in guardian.yaml runs.',
          'If your data is always this late: raise thresholds.usageStaleHours in guardian.yaml.',
        ],
      },
    ],
  };
}

function permissionGaps({ self, org }: RuleContext): Gaps {
  const needed = neededPermissions(org);
  const unknown = (because: string): Gaps => ({
    gaps: [],
    unknown: { subjects: needed.map(({ permission }) => permissionSubject(permission)), because },
  });
  if (!self) return unknown("The guardian's own client was not read in this run, so its permissions are not known.");
  const { access, client } = self;
  const missing = needed.filter(({ permission }) => !holds(access, permission));
  if (missing.length > 0 && access.missingRoles.length > 0) {
    return unknown(`The guardian's client holds roles that were not read: ${access.missingRoles.join(', ')}.`);
  }
  return {
    gaps: missing.map(({ permission, source }) => ({
      subject: permissionSubject(permission),
      severity: 'high',
      title: `The guardian's own client lacks ${permission}`,
      because: blindness(source),
      evidence: { permission },
      fix: [
        `Admin > People & Permissions > Roles / Permissions > the guardian's role: add ${permission}.`,
        `${clientScreen(client, ROLES_TAB)}: make sure that the role is assigned.`,
      ],
      client,
    })),
  };
}

function permissionSubject(permission: Permission): string {
  return `permission ${permission}`;
}

function blindness(source: SourceName): string {
  const rules = RULES_BY_SOURCE[source];
  const silent = rules.length > 0 ? ` Rules that say nothing meanwhile: ${rules.join(', ')}.` : '';
  return `Blind source: ${source}. ${LOSS[source]}${silent}`;
}

/** What people lose while a source is blind. */
const LOSS: Readonly<Record<SourceName, string>> = {
  clients: 'No change of any OAuth client is noticed.',
  roles: 'Nobody notices what clients gain through their roles.',
  divisions: 'Divisions have no names, and the home division is not known.',
  usage: "Nobody notices who uses up the org's API quota.",
  authorizations: 'Nobody notices which access the apps of vendors are given.',
  integrations: 'Clients that no manifest names are not tied to their vendors.',
  audits: 'Findings do not say who made the change.',
};
