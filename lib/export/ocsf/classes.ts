/** The classes of OCSF findings that the guardian sends: https://schema.ocsf.io/1.6.0/categories/findings. */
export const OCSF_CLASSES = {
  /** Something is not as it was approved, or as it should be by Genesys' own advice. */
  compliance: { uid: 2003, name: 'Compliance Finding' },
  /** Something happened: in the use of the API, to a client, or to the guardian's own sight. */
  detection: { uid: 2004, name: 'Detection Finding' },
  /** What a client may do, more or less than it should, or more than it uses. */
  iam: { uid: 2008, name: 'IAM Analysis Finding' },
} as const;
export type OcsfClass = keyof typeof OCSF_CLASSES;

/** The class of each rule's findings. A test holds this to the rules that there are. */
export const CLASS_OF_RULE: Readonly<Record<string, OcsfClass>> = {
  'scope-added': 'iam',
  'scope-removed': 'iam',
  'scopes-excessive': 'iam',
  'scope-broader-than-needed': 'iam',
  'role-added': 'iam',
  'role-removed': 'iam',
  'division-widened': 'iam',
  'role-permissions-widened': 'iam',
  'home-division-grant': 'iam',
  'all-divisions-grant': 'iam',
  'wildcard-permission': 'iam',
  'self-escalation': 'iam',
  'shared-role': 'iam',
  'grant-type-changed': 'compliance',
  'implicit-grant': 'compliance',
  'password-grant': 'compliance',
  'redirect-uri-insecure': 'compliance',
  'redirect-uri-changed': 'compliance',
  'token-lifetime-raised': 'compliance',
  'client-created': 'detection',
  'client-deleted': 'detection',
  'client-state-changed': 'detection',
  'authorization-granted': 'iam',
  'quota-share': 'detection',
  'quota-forecast': 'detection',
  'usage-spike': 'detection',
  'rate-limited': 'detection',
  'failing-calls': 'detection',
  'client-unused': 'iam',
  'scope-unused': 'iam',
  'permission-unused': 'iam',
  'permission-missing': 'iam',
  'endpoint-unapproved': 'compliance',
  'guardian-blind': 'detection',
  'guardian-overprivileged': 'iam',
};

/** A rule that this version does not know (a history of a later one) still told of something. */
export function classOf(rule: string): OcsfClass {
  return CLASS_OF_RULE[rule] ?? 'detection';
}
