import { stringify } from 'yaml';
import type { OrgConfig } from '../../domain/manifest.ts';
import type { ManifestProposal } from '../../domain/manifest-proposal.ts';
import { UsageError } from '../../errors.ts';
import { MAX_CONFIG_BYTES } from '../yaml-document.ts';
import { comment, commentText, scalar } from './comment.ts';
import { DETAILS, type Detail, vendorLines } from './vendor-lines.ts';

/**
 * A whole `guardian.yaml` of a proposal, with as many comments as a file of the largest size has room for. The same proposal
 * gives the same bytes.
 *
 * @throws UsageError where even without comments there is no room
 */
export function proposalText(proposal: ManifestProposal): string {
  for (const detail of DETAILS) {
    const text = textIn(proposal, detail);
    if (Buffer.byteLength(text) <= MAX_CONFIG_BYTES) return text;
  }
  throw new UsageError(
    `a guardian.yaml with ${proposal.vendors.length} vendors would be larger than ${MAX_CONFIG_BYTES} bytes, the most that is read: leave the clients that matter least to their first sighting`,
  );
}

function textIn({ org, asOf, isLeast, notes, vendors, leftOut }: ManifestProposal, detail: Detail): string {
  const lines = [
    comment(
      `Proposed by 'guardian manifest init' for org ${org.name}, from ${asOf === null ? 'nothing: it was never read' : `its state of ${asOf}`}.`,
    ),
    ...(isLeast ? LEAST : PRESENT),
    ...HEAD,
    ...(detail === 'all'
      ? []
      : ['# There are so many clients that some of what is known of them had to be left out here.']),
    ...notes.map((note) => comment(`! ${note}`)),
    '',
    'orgs:',
    ...orgLines(org).map((line) => `  ${line}`),
    '',
    ...(vendors.length === 0 ? ['vendors: []'] : ['vendors:']),
    ...vendors.flatMap((vendor, index) => [
      ...(index === 0 ? [] : ['']),
      ...vendorLines(vendor, detail).map((line) => `  ${line}`),
    ]),
    ...leftOutLines(leftOut),
  ];
  return `${lines.join('\n')}\n`;
}

const PRESENT = ['# It approves what is there now, and nothing more.'];
const LEAST = [
  '# It approves the least that the observed calls need, where that is sure, and what is there now elsewhere.',
  '# What is held beyond it is told once this file is in force.',
];
const HEAD = [
  '# Read each entry, say who answers for it, take out what is too much (lines with ! say what looks so), and commit it:',
  '# from then on every difference is told.',
  "# 'guardian manifest check --against last' says what would be open under it. docs/manifest.md",
];

function orgLines(org: OrgConfig): string[] {
  const { name, region, secretName, licences, monthlyAllowance, hourlyQuota, billingDay } = org;
  const hasBudget = licences !== undefined || monthlyAllowance !== undefined || hourlyQuota !== undefined;
  return [
    `- name: ${scalar(name)}`,
    ...[
      region === undefined
        ? '# region: eu-central-1  (or a Genesys host; GENESYS_REGION wins on one machine)'
        : pair('region', region),
      ...(secretName === undefined ? [] : [pair('secretName', secretName)]),
      ...(licences === undefined ? [] : [pair('licences', licences)]),
      ...(monthlyAllowance === undefined ? [] : [pair('monthlyAllowance', monthlyAllowance)]),
      ...(hourlyQuota === undefined ? [] : [pair('hourlyQuota', hourlyQuota)]),
      ...(hasBudget
        ? []
        : [
            '# licences: { CX3: 100 }  (the fair-use budget follows from them; or hourlyQuota: 50000, or monthlyAllowance)',
          ]),
      ...(billingDay === 1 ? [] : [pair('billingDay', billingDay)]),
      org.enforceScopes === 'unknown'
        ? '# enforceScopes: true or false  (Admin > Organization Settings > Enforce Scopes; the API does not tell)'
        : pair('enforceScopes', org.enforceScopes),
      ...(org.readAuthorizations ? [pair('readAuthorizations', true)] : []),
      ...(org.readIntegrations ? [] : [pair('readIntegrations', false)]),
      ...(org.readAudits ? [] : [pair('readAudits', false)]),
      ...(org.eventBus === undefined ? [] : [pair('eventBus', org.eventBus)]),
    ].map((line) => `  ${line}`),
  ];
}

/** Values of a file that was valid: on one line. */
function pair(key: string, value: unknown): string {
  if (typeof value === 'string') return `${key}: ${scalar(value)}`;
  return `${key}: ${stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim()}`;
}

function leftOutLines(leftOut: ManifestProposal['leftOut']): string[] {
  const lines = ["# Genesys' own clients, which only usage shows, need no entry."];
  if (leftOut.length === 0) return ['', ...lines];
  return [
    '',
    ...lines,
    '# Left out:',
    ...leftOut.map(({ id, name, why }) => `#   ${commentText(`${name} (${id}): ${why}`)}`),
  ];
}
