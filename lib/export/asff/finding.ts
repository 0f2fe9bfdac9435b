import type { AwsSecurityFinding, SeverityLabel, WorkflowStatus } from '@aws-sdk/client-securityhub';
import { type Finding, type FindingState, NO_CLIENT } from '../../domain/finding.ts';
import type { Severity } from '../../domain/severity.ts';
import { classOf, type OcsfClass } from '../ocsf/classes.ts';
import { PRODUCT, type Producer } from '../product.ts';
import { ASFF_LIMITS, fieldsWithin, within } from './limits.ts';

/** Whose Security Hub it is for. */
export interface HubAccount {
  /** Twelve digits. */
  readonly account: string;
  /** Name of the region, such as `eu-central-1`. */
  readonly region: string;
}

export interface AsffOptions extends Producer, HubAccount {
  /** Why this is not the whole truth; empty where it is. */
  readonly incomplete: readonly string[];
}

/**
 * A finding in the AWS Security Finding Format, as it is now. Its id never changes, so that a later import of the same
 * finding updates it. Security Hub takes an update only with a later `UpdatedAt`: {@link updatedAt}.
 */
export function asffFinding(finding: Finding, options: AsffOptions) {
  const { account, region, version } = options;
  const severity = SEVERITY[finding.severity];
  const types = [within(`${NAMESPACE[classOf(finding.rule)]}/${finding.rule}`, ASFF_LIMITS.type)];
  return {
    SchemaVersion: '2018-10-08',
    Id: finding.id,
    ProductArn: `arn:${partitionOf(region)}:securityhub:${region}:${account}:product/${account}/default`,
    ProductName: PRODUCT.name,
    CompanyName: PRODUCT.name,
    Region: region,
    GeneratorId: `${PRODUCT.uid}/${finding.rule}`,
    AwsAccountId: account,
    Types: types,
    FirstObservedAt: finding.firstSeen,
    LastObservedAt: finding.lastSeen,
    CreatedAt: finding.firstSeen,
    UpdatedAt: updatedAt(finding),
    Severity: { Label: severity.label, Normalized: severity.normalized, Original: finding.severity },
    Title: within(finding.title, ASFF_LIMITS.title),
    Description: within(finding.because, ASFF_LIMITS.description),
    ...(finding.fix.length > 0 && {
      Remediation: { Recommendation: { Text: within(finding.fix.join(' '), ASFF_LIMITS.remediation) } },
    }),
    ProductFields: productFields(finding, version, options.incomplete),
    Resources: [resourceOf(finding, region)],
    Workflow: { Status: WORKFLOW[finding.state] },
    RecordState: finding.state === 'resolved' ? ('ARCHIVED' as const) : ('ACTIVE' as const),
    ...noteOf(finding),
    // What later imports may change: Security Hub keeps `Severity` and `Types` themselves for its users.
    FindingProviderFields: { Severity: { Label: severity.label, Original: finding.severity }, Types: types },
  } satisfies AwsSecurityFinding;
}

/** A finding as {@link asffFinding} makes it. */
export type AsffFinding = ReturnType<typeof asffFinding>;

/** The newest of what is known of it: data, and what somebody decided. */
function updatedAt({ firstSeen, lastSeen, asOf, acknowledgement, waiver }: Finding): string {
  const times = [firstSeen, lastSeen, asOf, acknowledgement?.at, waiver?.at].filter((time) => time !== undefined);
  return times.reduce((newest, time) => (time > newest ? time : newest));
}

/** `Normalized` as Security Hub itself gives it for a label. */
const SEVERITY: Readonly<Record<Severity, { readonly label: SeverityLabel; readonly normalized: number }>> = {
  info: { label: 'INFORMATIONAL', normalized: 0 },
  low: { label: 'LOW', normalized: 1 },
  medium: { label: 'MEDIUM', normalized: 40 },
  high: { label: 'HIGH', normalized: 70 },
  critical: { label: 'CRITICAL', normalized: 90 },
};

const WORKFLOW: Readonly<Record<FindingState, WorkflowStatus>> = {
  open: 'NEW',
  acknowledged: 'NOTIFIED',
  waived: 'SUPPRESSED',
  resolved: 'RESOLVED',
};

/** `namespace/category` of the type; the rule is its classifier. Namespaces are AWS' own. */
const NAMESPACE: Readonly<Record<OcsfClass, string>> = {
  iam: 'Software and Configuration Checks/Access',
  compliance: 'Software and Configuration Checks/Configuration',
  detection: 'Unusual Behaviors/Application',
};

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function resourceOf({ client, org, vendor, subject, evidence, change }: Finding, region: string) {
  const isOrg = client.id === NO_CLIENT.id;
  return {
    Type: 'Other',
    Id: within(isOrg ? `genesys-cloud-org/${org}` : `genesys-cloud-oauth-client/${client.id}`, 512),
    Region: region,
    Details: {
      Other: fieldsWithin(
        {
          org,
          client: isOrg ? undefined : client.name,
          vendor,
          subject,
          added: change?.added.join(', '),
          removed: change?.removed.join(', '),
          evidence: JSON.stringify(evidence),
        },
        ASFF_LIMITS.resourceField,
      ),
    },
  };
}

function productFields(finding: Finding, version: string, incomplete: readonly string[]): Record<string, string> {
  const { rule, org, vendor, state, asOf, staged, actor } = finding;
  const fields = {
    version,
    rule,
    org,
    vendor,
    state,
    asOf,
    staged: staged ? 'true' : undefined,
    actor: actor?.name ?? actor?.id,
    incomplete: incomplete.join('; '),
  };
  const named = Object.entries(fields).map(([name, value]) => [`${PRODUCT.uid}/${name}`, value] as const);
  return fieldsWithin(Object.fromEntries(named), ASFF_LIMITS.productField);
}

function noteOf({ acknowledgement, waiver }: Finding) {
  const decision = waiver ?? acknowledgement;
  if (!decision) return {};
  const text = waiver
    ? `Waived until ${waiver.until}: ${waiver.reason}`
    : `Acknowledged for ${acknowledgement?.owner ?? '-'}${acknowledgement?.note ? `: ${acknowledgement.note}` : ''}`;
  return {
    Note: { Text: within(text, ASFF_LIMITS.note), UpdatedBy: within(decision.by, 512), UpdatedAt: decision.at },
  };
}
