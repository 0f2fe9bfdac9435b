import { createHash } from 'node:crypto';
import type { FilePlace, ManifestFinding, ManifestVerdict } from '../../domain/manifest-verdict.ts';
import type { Severity } from '../../domain/severity.ts';
import { locationOf } from './place.ts';
import type { Judged } from './rules.ts';
import { messageText, plainText } from './text.ts';

/** Everything that a verdict says, in its own order: problems of the file, findings, what becomes allowed, remarks. */
export function judgedOf({ problems, judged, compared, remarks }: ManifestVerdict, root: string): Judged[] {
  return [
    ...problems.map(({ path, message, ...place }): Judged => {
      const text = path === '' ? message : `${path}: ${message}`;
      return plainResult({ rule: 'manifest-problem', severity: 'high', message: text, place }, root);
    }),
    ...(judged?.findings ?? []).map((finding) => findingResult(finding, root)),
    ...(compared?.widened ?? []).map(({ kind, ...rest }) => plainResult({ rule: `widened-${kind}`, ...rest }, root)),
    ...remarks.map(({ kind, ...rest }) => plainResult({ rule: `remark-${kind}`, ...rest }, root)),
  ];
}

function findingResult(finding: ManifestFinding, root: string): Judged {
  const { id, rule, severity, state, staged, org, client, vendor, subject, title, because, isNew, place } = finding;
  return {
    rule,
    // A staged rule is recorded and shown, and must not stop anybody.
    severity: staged ? 'info' : severity,
    result: {
      message: { text: messageText(`${client.name}: ${title}. ${because}`) },
      locations: [locationOf(place, root)],
      partialFingerprints: fingerprints(id),
      ...(isNew !== null && { baselineState: isNew ? 'new' : 'unchanged' }),
      ...(state === 'waived' && { suppressions: [{ kind: 'external', status: 'accepted' }] }),
      properties: {
        id,
        severity,
        state,
        org,
        subject: plainText(subject),
        client: client.id,
        ...(vendor !== null && { vendor: plainText(vendor) }),
      },
    },
  };
}

interface Said {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: FilePlace;
}

function plainResult({ rule, severity, message, place }: Said, root: string): Judged {
  return {
    rule,
    severity,
    result: {
      message: { text: messageText(message) },
      locations: [locationOf(place, root)],
      partialFingerprints: fingerprints(JSON.stringify([rule, message])),
      properties: { severity },
    },
  };
}

/**
 * What makes a result the same in the next run, wherever in the file it then stands. GitHub goes by
 * `primaryLocationLineHash` alone, and would else tell results of one line apart by nothing.
 */
function fingerprints(identity: string): Record<string, string> {
  const digest = createHash('sha256').update(identity).digest('hex').slice(0, 32);
  return { 'guardian/v1': digest, primaryLocationLineHash: `${digest}:1` };
}
