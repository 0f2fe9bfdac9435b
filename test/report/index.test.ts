import { pageScript } from '../../lib/page-bundle.ts';
import { reportHtml } from '../../lib/report/index.ts';
import { HOSTILE_NAMES, hostileFacts } from './hostile-facts.ts';
import { LARGE, sampleFacts } from './sample-facts.ts';

const script = 'void 0';

describe('A report', () => {
  it('is one document in which nothing leads out of it', () => {
    const html = reportHtml(sampleFacts(), { script, timeZone: 'UTC' });
    expect(html.match(/<(html|head|body|script)\b/g)).toEqual(['<html', '<head', '<body', '<script', '<script']);
    expect(html.match(/<(link|img|iframe|object|embed)\b|\bsrc=|url\(/)).toBeNull();
    expect(html.match(/href="(?!#)[^"]*"/g)).toBeNull();
  });

  it('says what was not seen before any count', () => {
    const html = reportHtml(sampleFacts(), { script, timeZone: 'UTC' });
    const places = ['Not everything was seen', 'The audit log was seen in part', 'class="tiles"'].map((words) =>
      html.indexOf(words),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('never calls an org clean of which not everything was seen', () => {
    const facts = sampleFacts({ clients: 3, days: 10, findings: 0 });
    const partly = reportHtml(facts, { script, timeZone: 'UTC' });
    const whole = reportHtml({ ...facts, overview: { ...facts.overview, unseen: [] } }, { script, timeZone: 'UTC' });
    expect(partly.includes('Not everything was seen, so this does not say that all is well')).toBe(true);
    expect(partly.includes('class="seen"')).toBe(false);
    expect(whole.includes('Nothing was found, and everything that is switched on was seen')).toBe(true);
  });

  it('says that nothing is known where no run was committed', () => {
    const facts = sampleFacts({ clients: 0, days: 1, findings: 0 });
    const { overview } = facts;
    const html = reportHtml(
      { ...facts, overview: { ...overview, run: null, scannedAt: null, coverage: null, unseen: [] } },
      { script, timeZone: 'UTC' },
    );
    expect(html.includes('Nothing is known yet')).toBe(true);
    expect(html.includes('class="seen"')).toBe(false);
  });

  it('names the unit of what it counted of each source', () => {
    const html = reportHtml(sampleFacts(), { script, timeZone: 'UTC' });
    expect(html).toMatch(/seen whole, [\d,]+ clients, /);
    expect(html).toContain('seen in part, 140 entries, ');
  });

  it('does not claim to have seen what is switched off', () => {
    const facts = sampleFacts();
    const words = (reason: string) => {
      const { coverage } = facts.overview;
      const authorizations = { status: 'skipped', count: 0, asOf: facts.until, reason } as const;
      const overview = { ...facts.overview, unseen: [], coverage: coverage && { ...coverage, authorizations } };
      return reportHtml({ ...facts, overview }, { script, timeZone: 'UTC' });
    };
    expect(words('switched off: readAuthorizations in guardian.yaml')).toContain(
      'Everything that is switched on was seen',
    );
    expect(words('not part of a usage run')).toContain('Everything was seen');
  });

  it('of only resolved findings says so, and not that nothing was ever found', () => {
    const facts = sampleFacts();
    const findings = facts.findings.filter(({ state }) => state === 'resolved');
    const html = reportHtml({ ...facts, findings }, { script, timeZone: 'UTC' });
    expect(html).toContain(`0 of 0 unresolved findings · ${findings.length} resolved, not shown`);
    expect(html).toContain('Nothing is unresolved in what was seen');
  });

  it('shows hostile names as text, with what cannot be seen by its name', () => {
    const html = reportHtml(hostileFacts(), { script, timeZone: 'UTC' });
    expect(html.includes(HOSTILE_NAMES[0])).toBe(false);
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).toContain('&lt;img src=x onerror=');
    expect(html.includes('<span class="sign">U+202E</span>')).toBe(true);
    expect(html.match(/[\u202e\u2066\u200b]/)).toBeNull();
  });

  it('names one client where it is about one', () => {
    const facts = sampleFacts();
    const [client] = facts.clients;
    if (!client) throw new Error('the sample has clients');
    const html = reportHtml({ ...facts, only: { id: client.id, name: client.name } }, { script, timeZone: 'UTC' });
    expect(html.includes(`<title>${client.name} · OAuth Guardian report of 2026-11-23</title>`)).toBe(true);
    expect(html.includes('<h3>Least grant</h3>')).toBe(true);
  });

  it('writes times in the zone that it is told, with their offset', () => {
    const html = reportHtml(sampleFacts(), { script, timeZone: 'Asia/Kathmandu' });
    expect(html.includes('>23 Nov 2026, 14:15 +05:45</time>')).toBe(true);
  });

  it('of 500 clients and 400 days stays under 3 MB, with its real script', async () => {
    const html = reportHtml(sampleFacts(LARGE), { script: await pageScript(), timeZone: 'UTC' });
    expect(Buffer.byteLength(html)).toBeLessThan(3_000_000);
  });
});
