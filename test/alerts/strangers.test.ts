import fc from 'fast-check';
import { composeDigest } from '../../lib/alerts/digest.ts';
import { bodyHtml } from '../../lib/alerts/html/body-html.ts';
import { type ComposeOptions, composeMessages } from '../../lib/alerts/index.ts';
import { emlOf } from '../../lib/alerts/sinks/eml.ts';
import { gsm7Length, isGsm7 } from '../../lib/alerts/text/gsm7.ts';
import { type Before, CAUSES, type Finding, type Transition } from '../../lib/domain/finding.ts';
import { SEVERITIES } from '../../lib/domain/severity.ts';
import type { AlertMessage } from '../../lib/ports.ts';
import { aFinding, aRun, settings } from './situations.ts';
import { aBusyWeek, usage } from './situations-of-digests.ts';

/** Names, titles and reasons come from strangers: whoever creates a client chooses its name. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.constantFrom(
    '',
    ' ',
    'a\r\nBcc: everybody@example.com',
    '\u202egnp.exe',
    '\u001b[31mred',
    '€^{}[]~|\\',
    '`$(rm -rf ~)`',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</style></title><a href="https://evil.example">click</a>',
    '&lt;b&gt; &amp;#60;',
    'javascript:alert(1) https://evil.example/login www.evil.example a@evil.example',
    '\u2066<b\u2069\u0000>',
  ),
);

const anyTransition: fc.Arbitrary<Transition> = fc
  .record({
    severity: fc.constantFrom(...SEVERITIES),
    rule: fc.oneof(fc.constantFrom('scope-added', 'role-removed'), anyText),
    subject: anyText,
    title: anyText,
    because: anyText,
    fix: fc.array(anyText, { maxLength: 3 }),
    vendor: fc.option(anyText),
    client: fc.record({ id: anyText, name: anyText }),
    change: fc.record({
      added: fc.array(anyText, { maxLength: 3 }),
      removed: fc.array(anyText),
      changed: fc.constant([]),
    }),
    to: fc.constantFrom('open' as const, 'resolved' as const),
  })
  .chain(({ to, ...difference }) => {
    const finding = aFinding(difference);
    const cause = fc.constantFrom(...CAUSES).map((kind) => ({ kind, by: 'guardian' }));
    const before = fc.oneof(fc.constant({ evidence: {}, severity: finding.severity }), anyDecision(finding));
    return fc.record({
      from: fc.constantFrom(...(to === 'open' ? ([null, 'open', 'waived'] as const) : (['open'] as const))),
      to: fc.constant(to),
      finding: fc.constant(finding),
      cause,
      before,
    });
  });

function anyDecision({ severity }: Finding): fc.Arbitrary<Before> {
  const covers = { evidence: {}, severity };
  const at = '2026-11-01T09:00:00.000Z';
  return fc.record({ by: anyText, reason: anyText, owner: anyText }).map(({ by, reason, owner }) => ({
    ...covers,
    acknowledgement: { owner, note: reason, by, at, covers },
    waiver: { reason, by, at, until: at, source: 'command', covers },
  }));
}

const anySituation = fc
  .record({
    org: anyText,
    transitions: fc.array(anyTransition, { maxLength: 4 }),
    stormFindings: fc.nat(4),
    isBaseline: fc.boolean(),
    reminded: fc.array(anyTransition, { maxLength: 3 }),
    owner: anyText,
    warnings: fc.array(anyText, { maxLength: 2 }),
  })
  .map(
    ({ org, transitions, stormFindings, isBaseline, reminded, owner, warnings }): ComposeOptions => ({
      run: aRun({ org, isBaseline, warnings }),
      transitions,
      reminders: reminded.map(({ finding }) => finding),
      vendors: transitions.flatMap(({ finding: { vendor } }) => (vendor === null ? [] : [{ name: vendor, owner }])),
      settings: { ...settings, stormFindings },
    }),
  );
const anyMessages = anySituation.map(composeMessages);
const anyMails = anySituation.map((situation) => composeMessages({ ...situation, html: bodyHtml }));

const anyDigest = fc
  .record({ findings: fc.array(anyTransition, { maxLength: 4 }), org: anyText, why: anyText })
  .map(({ findings, org, why }) =>
    composeDigest({
      ...aBusyWeek,
      org,
      unresolved: findings.map(({ finding, before }) => ({ ...finding, ...before })),
      records: findings.map((one) => ({ ...one, at: aBusyWeek.slot, run: 'run', seq: 1 })),
      usage: { ...usage, clients: usage.clients.map((one) => ({ ...one, client: { id: why, name: why } })) },
      html: bodyHtml,
    }),
  );

describe('whatever strangers call their clients, a message', () => {
  it('has a subject in printable ASCII under 100 characters, on one line', () => {
    everyMessage(({ subject }) => expect(subject).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,98}$/));
  });

  it('has a text message of one part in the GSM 7-bit alphabet', () => {
    everyMessage(({ sms }) => {
      if (sms === undefined) return;
      expect(isGsm7(sms)).toBe(true);
      expect(sms).not.toMatch(/[\r\n\f]/);
      expect(gsm7Length(sms)).toBeLessThanOrEqual(140);
    });
  });

  it('has no control character, no hidden character and no line of more than 76 characters that is not a command', () => {
    everyMessage(({ text }) => {
      expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      for (const line of text.split('\n')) {
        if (!/guardian |--(org|client|rule|severity|since) /.test(line)) expect(line.length).toBeLessThanOrEqual(76);
      }
    });
  });

  it('has attributes that are neither empty nor of several lines', () => {
    everyMessage(({ attributes }) => {
      for (const value of Object.values(attributes)) expect(value).toMatch(/^\P{Cc}{1,256}$/u);
    });
  });

  it('is text and nothing else in the HTML of its mail', () => {
    const check = ({ html = '' }: AlertMessage) => {
      const tags = html.match(/<[^>]*>/g) ?? [];
      expect(tags.filter((tag) => !OUR_TAG.test(tag))).toEqual([]);
      const between = html.replaceAll(/<[^>]*>/g, '');
      expect(between).not.toMatch(/<|&(?!(?:amp|lt|gt|quot|#39);)/);
      expect(between).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    };
    everyMessage(check, anyMails);
    fc.assert(fc.property(anyDigest, check), { numRuns: 50 });
  });

  it('holds nothing that a mail program would make a link of, but what was broken by a tag', () => {
    everyMessage(({ html = '' }) => {
      const [, body = ''] = html.split(/<body[^>]*>/);
      expect(body.replaceAll(/<[^>]*>/g, '|')).not.toMatch(/:\/\/[^|]|\.[\p{L}\p{N}]|[^|]@|@[^|]/u);
    }, anyMails);
  });

  it('adds no header to its mail', async () => {
    await fc.assert(
      fc.asyncProperty(anyMails, async (messages) => {
        for (const message of messages) {
          const mail = await emlOf(message, { from: 'guardian@example.com', to: ['team@example.com'] });
          const [head = ''] = mail.toString('latin1').split('\r\n\r\n');
          const names = head.split('\r\n').flatMap((line) => line.match(/^[^\s:]+(?=:)/)?.[0] ?? []);
          expect([...names].sort()).toEqual(HEADERS);
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** Tags that the renderer writes, with attributes that it writes: none that loads, links or runs anything. */
const OUR_TAG =
  /^<(?:!DOCTYPE html|html lang="en"|meta (?:charset|name)="[a-z-0-9]+"(?: content="[^"<>&]*")?\/|\/?(?:html|head|title|style|body|span|b)|\/(?:div|h[123]|p|pre|ul|li)|(?:body|div|h[123]|p|pre|ul|li) class="g-[a-z]+" style="[^"<>&]*")>$/;

const HEADERS = [
  'Content-Type',
  'Date',
  'From',
  'MIME-Version',
  'Message-ID',
  'Subject',
  'To',
  'X-Guardian-Kind',
  'X-Guardian-Org',
  'X-Guardian-Owner',
  'X-Guardian-Rule',
  'X-Guardian-Severity',
  'X-Guardian-State',
  'X-Guardian-Vendor',
];

function everyMessage(check: (message: AlertMessage) => void, messages = anyMessages): void {
  fc.assert(
    fc.property(messages, (all) => all.forEach(check)),
    { numRuns: 100 },
  );
}
