import type { AlertMessage, DigestFacts } from '../ports.ts';
import type { Body } from './body/body.ts';
import { digestBody } from './body/digest-body.ts';
import { digestNews } from './digest-news.ts';
import { bodyText } from './text/body-text.ts';
import { digestSubject } from './text/subject.ts';

export interface DigestInput extends DigestFacts {
  /** IANA name of the readers' time zone. Default: UTC. */
  readonly timeZone?: string;
  /** How a body looks in HTML: `bodyHtml`. Default: the digest has no HTML part (docs/adr/18-messages.md). */
  readonly html?: (body: Body) => string;
}

/**
 * The digest of an org, also when all is quiet. It is no alarm: its severity is `info`, and whoever wants it subscribes
 * to its kind. Pure: the same facts make the same message.
 */
export function composeDigest(input: DigestInput): AlertMessage {
  const { org, slot, run, timeZone = 'UTC', html } = input;
  const news = digestNews(input);
  const body = digestBody({ facts: input, news, timeZone });
  return {
    key: `${org}/digest/${slot}`,
    org,
    severity: 'info',
    kind: 'digest',
    subject: digestSubject(org, run, news),
    text: bodyText(body),
    ...(html && { html: html(body) }),
    // About all vendors, owners and rules: whoever hears of some of them only wants it too.
    attributes: {
      severity: 'info',
      vendor: 'several',
      owner: 'several',
      rule: 'several',
      state: 'none',
      kind: 'digest',
      org,
    },
    at: slot,
  };
}
