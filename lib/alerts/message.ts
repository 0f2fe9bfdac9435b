import type { Finding } from '../domain/finding.ts';
import type { RunRecord } from '../domain/run.ts';
import type { Severity } from '../domain/severity.ts';
import type { AlertMessage } from '../ports.ts';
import type { OwnerOf } from './owners.ts';
import { cleanText, clip } from './text/clean.ts';

type Kind = AlertMessage['kind'];

/** The parts of a message that differ from one to the next. */
export interface MessageParts {
  readonly run: Pick<RunRecord, 'org' | 'seq' | 'at'>;
  readonly kind: Kind;
  readonly severity: Severity;
  /** What subscribers filter by, beside kind and severity. */
  readonly state: 'open' | 'resolved' | 'none';
  /** The findings that the message is about. */
  readonly findings: readonly Finding[];
  /** Default: nobody owns a vendor. */
  readonly ownerOf?: OwnerOf;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly sms?: string;
}

/** A message with its key and its attributes. */
export function messageOf(parts: MessageParts): AlertMessage {
  const { run, kind, severity, state, findings, ownerOf, subject, text, html, sms } = parts;
  return {
    key: messageKey({ org: run.org, seq: run.seq, kind, severity }),
    org: run.org,
    severity,
    kind,
    subject,
    text,
    ...(html !== undefined && { html }),
    ...(findings.length > 0 && { findings: findings.map(withoutName) }),
    ...(sms !== undefined && { sms }),
    attributes: {
      severity,
      vendor: oneOf(findings.map(({ vendor }) => vendor)),
      owner: oneOf(findings.map(({ vendor }) => ownerOf?.(vendor) ?? null)),
      rule: oneOf(findings.map(({ rule }) => rule)),
      state,
      kind,
      org: attributeText(run.org),
    },
    at: run.at,
  };
}

/** `<org>/<seq>/<kind>/<severity>`: the same for every try to send the message. */
export function messageKey(of: {
  readonly org: string;
  readonly seq: number;
  readonly kind: Kind;
  readonly severity: Severity;
}): string {
  return `${of.org}/${of.seq}/${of.kind}/${of.severity}`;
}

/** A message leaves the guardian for good, so it names whoever made a change by id only. The commands show the name. */
function withoutName({ actor, ...finding }: Finding): Finding {
  if (!actor) return finding;
  const { name: _, ...anonymous } = actor;
  return { ...finding, actor: anonymous };
}

/** The one value, `several` or `none`: SNS takes neither an empty string nor an absent one. */
function oneOf(values: readonly (string | null)[]): string {
  const [first, ...others] = new Set(values.map((value) => (value === null ? 'none' : attributeText(value))));
  if (first === undefined) return 'none';
  return others.length > 0 ? 'several' : first;
}

/** What SNS takes as an attribute: clean, not empty, and not too long. */
export function attributeText(value: string): string {
  return clip(cleanText(value), MOST_ATTRIBUTE_CHARACTERS) || 'none';
}

/** Message attributes count towards SNS' 256 KB, and filters compare whole values: names are short in practice. */
const MOST_ATTRIBUTE_CHARACTERS = 256;
