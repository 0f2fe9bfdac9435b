import { type Finding, NO_CLIENT } from '../../domain/finding.ts';
import { classOf } from './classes.ts';
import { CLIENT_TYPE, userOf } from './parts.ts';
import type { Told } from './told.ts';

/** What only events of the finding's class have. */
export function classParts(told: Told): object {
  const { finding } = told;
  const name = classOf(finding.rule);
  switch (name) {
    case 'compliance':
      return { compliance: complianceOf(told), evidences: evidencesOf(finding) };
    case 'detection':
      return { is_alert: finding.staged !== true, evidences: evidencesOf(finding) };
    case 'iam':
      return { applications: [applicationOf(finding)], ...permissionsOf(told) };
    default:
      return name satisfies never;
  }
}

/** A rule that was switched off says nothing any more, neither that it failed nor that it passed. */
function complianceOf({ finding, to, cause }: Told) {
  const status =
    to !== 'resolved'
      ? { status_id: 3, status: 'Fail' }
      : cause?.kind === 'rule-off'
        ? { status_id: 0, status: 'Unknown' }
        : { status_id: 1, status: 'Pass' };
  return { control: finding.rule, desc: finding.because, standards: ['OAuth Guardian rules'], ...status };
}

function evidencesOf({ evidence, actor }: Finding) {
  return [{ data: evidence, ...(actor && { actor: { user: userOf(actor) } }) }];
}

function applicationOf({ client, org, vendor }: Finding) {
  const isOrg = client.id === NO_CLIENT.id;
  return {
    uid: isOrg ? org : client.id,
    name: isOrg ? org : client.name,
    type: isOrg ? 'Genesys Cloud org' : CLIENT_TYPE,
    ...(vendor !== null && { group: { name: vendor, type: 'Vendor' } }),
  };
}

/** Scopes, permissions and grants beyond what was approved, in the words that people read. */
function permissionsOf({ finding, change = finding.change }: Told) {
  const granted = change?.added ?? [];
  return granted.length > 0 ? { permission_analysis_results: [{ granted_privileges: granted }] } : {};
}
