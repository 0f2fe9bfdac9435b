import { composeDigest } from '../../lib/alerts/digest.ts';
import { bodyHtml } from '../../lib/alerts/html/body-html.ts';
import { composeMessages } from '../../lib/alerts/index.ts';
import { emlOf } from '../../lib/alerts/sinks/eml.ts';
import { golden, shownHtml } from './golden.ts';
import { SITUATIONS } from './situations.ts';
import { DIGESTS } from './situations-of-digests.ts';

const MESSAGES = Object.entries(SITUATIONS).flatMap(([name, situation]) =>
  composeMessages({ ...situation, html: bodyHtml }).map((message) => [`${name} (${message.key})`, message] as const),
);
const ALL = [
  ...MESSAGES,
  ...Object.entries(DIGESTS).map(([name, facts]) => [name, composeDigest({ ...facts, html: bodyHtml })] as const),
];

describe('the HTML of a mail', () => {
  it('is to the letter what the golden file says', () => {
    const [, message] = MESSAGES.find(([name]) => name.startsWith('a-waiver-that-expired')) ?? [];
    expect(shownHtml(message?.html)).toBe(golden('an-html-mail'));
  });

  it.each(ALL)('says what the text says: %s', (_, { html = '', text }) => {
    expect(wordsOf(visible(html))).toEqual(wordsOf(text));
  });

  it.each(ALL)('loads nothing, links nowhere and has no table: %s', (_, { html = '' }) => {
    expect(html).not.toMatch(/<(?:a|img|link|script|iframe|form|table)\b|url\(|@import|href|src=/i);
  });

  it('looks the same without a style sheet: every colour stands inline too', () => {
    const [[, message] = []] = MESSAGES;
    const [, body = ''] = message?.html?.split('<body') ?? [];
    for (const [tag] of body.matchAll(/<(?:div|h[123]|p|pre|ul|li)\b[^>]*>/g)) expect(tag).toContain(' style="');
  });

  it('is left out where nobody asks for it', () => {
    const messages = Object.values(SITUATIONS).flatMap(composeMessages);
    expect(messages.filter((message) => 'html' in message)).toEqual([]);
  });

  it('stands in a mail beside the text, which comes first', async () => {
    const [[, message] = []] = MESSAGES;
    if (!message) throw new Error('no message');
    const addresses = { from: 'guardian@example.com', to: ['team@example.com'] };
    const mail = (await emlOf(message, addresses)).toString('latin1');
    const types = [...mail.matchAll(/^Content-Type: ([a-z/]+)/gm)].map(([, type]) => type);
    expect(types).toEqual(['multipart/alternative', 'text/plain', 'text/html']);
    expect((await emlOf(message, addresses)).toString('latin1')).toBe(mail);
  });
});

/** What a reader sees: without the head and the tags. */
function visible(html: string): string {
  const [, body = ''] = html.split(/<body[^>]*>/);
  return body
    .replaceAll(/<\/?(?:div|h[1-6]|p|pre|ul|li)\b[^>]*>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** Words, sorted: the two renderings arrange the same ones, and mark lists and columns in their own ways. */
function wordsOf(text: string): string[] {
  const words = text
    .replaceAll(/ \\\n/g, ' ')
    .split(/[\s,:]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word) && !COLUMN_WORDS.has(word));
  return [...new Set(words)].filter((word) => word !== 'See').sort();
}

const COLUMN_WORDS = new Set(['client', 'rule', 'findings']);
