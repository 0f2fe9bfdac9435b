import fc from 'fast-check';
import { composeMessages } from '../../lib/alerts/index.ts';
import { emlOf } from '../../lib/alerts/sinks/eml.ts';
import { gsm7Length, isGsm7 } from '../../lib/alerts/text/gsm7.ts';
import type { Transition } from '../../lib/domain/finding.ts';
import { SEVERITIES } from '../../lib/domain/severity.ts';
import { aFinding, aRun, settings } from './situations.ts';

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
  .map(({ to, ...difference }) => ({ from: to === 'open' ? null : 'open', to, finding: aFinding(difference) }));

const anyMessages = fc
  .record({
    org: anyText,
    transitions: fc.array(anyTransition, { maxLength: 4 }),
    stormFindings: fc.nat(4),
    isBaseline: fc.boolean(),
  })
  .map(({ org, transitions, stormFindings, isBaseline }) =>
    composeMessages({ run: aRun({ org, isBaseline }), transitions, settings: { ...settings, stormFindings } }),
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

  it('adds no header to its mail', async () => {
    await fc.assert(
      fc.asyncProperty(anyMessages, async (messages) => {
        for (const message of messages) {
          const mail = await emlOf(message, { from: 'guardian@example.com', to: ['team@example.com'] });
          const [head = ''] = mail.toString('latin1').split('\r\n\r\n');
          const names = head.split('\r\n').flatMap((line) => line.match(/^[^\s:]+(?=:)/)?.[0] ?? []);
          expect([...names].sort()).toEqual(HEADERS);
        }
      }),
      { numRuns: 60 },
    );
  });
});

const HEADERS = [
  'Content-Transfer-Encoding',
  'Content-Type',
  'Date',
  'From',
  'MIME-Version',
  'Message-ID',
  'Subject',
  'To',
  'X-Guardian-Kind',
  'X-Guardian-Org',
  'X-Guardian-Rule',
  'X-Guardian-Severity',
  'X-Guardian-State',
  'X-Guardian-Vendor',
];

function everyMessage(check: (message: ReturnType<typeof composeMessages>[number]) => void): void {
  fc.assert(
    fc.property(anyMessages, (messages) => messages.forEach(check)),
    { numRuns: 200 },
  );
}
