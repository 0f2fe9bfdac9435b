import { composeMessages } from '../../lib/alerts/index.ts';
import { plainNotice, shownAddress, testMessage, unreachedMessage } from '../../lib/alerts/notices.ts';
import { gsm7Length } from '../../lib/alerts/text/gsm7.ts';
import type { AlertMessage } from '../../lib/ports.ts';
import { aFinding, aRun, opened, settings } from './situations.ts';

const NOW = new Date('2026-03-03T12:00:00Z');
const evil = 'Evil\u202e <b>name</b>';
const finding = aFinding({ client: { id: 'c1', name: evil }, title: evil, because: evil });
const [refused] = composeMessages({ run: aRun(), transitions: [opened(finding)], settings }) as [AlertMessage];

describe('a plain notice', () => {
  const notice = plainNotice({ run: aRun(), message: refused });

  it('has the key of the message that it stands for, and its severity and kind', () => {
    expect(notice).toMatchObject({ key: `${refused.key}/plain`, severity: 'high', kind: 'alert' });
  });

  it('says that there is something, and by which command to see it', () => {
    expect(notice.subject).toBe('[HIGH] Run 42 has news that could not be sent as written | org prod');
    expect(notice.text.split('\n')).toEqual([
      'Run 42 has a message of severity high that could not be sent as it was',
      'written.',
      '',
      '  guardian findings --org prod',
      `  guardian history --org prod --since ${aRun().at}`,
      '',
      `Findings: ${finding.id}`,
      '',
      'Pass this on to whoever looks after the guardian: see "Alerts undeliverable"',
      'of the runbook.',
      '',
    ]);
  });

  it('repeats nothing of what may have been the trouble', () => {
    expect(JSON.stringify(notice)).not.toContain('Evil');
    expect(notice.text).toMatch(/^[\x20-\x7e\n]+$/);
    expect(notice.attributes).toMatchObject({ vendor: 'several', rule: 'several', owner: 'several' });
  });

  it('rings telephones as the message would have', () => {
    expect(notice.sms).toBe('HIGH prod: run 42 has news, see guardian findings');
    expect(plainNotice({ run: aRun(), message: { ...refused, severity: 'low' } }).sms).toBeUndefined();
  });

  it('of a run that cannot be read passes every filter: nobody knows how bad it is', () => {
    const damaged = plainNotice({ run: aRun() });
    expect(damaged).toMatchObject({ key: 'prod/42/alert/high/plain', severity: 'high' });
    expect(damaged.attributes.severity).toBe('critical');
    expect(damaged.text).toContain('could not be read');
  });

  it('stays small, whatever it stands for', () => {
    const findings = Array.from({ length: 5_000 }, () => finding);
    const { text, subject } = plainNotice({
      run: aRun({ org: 'ö'.repeat(5_000) }),
      message: { ...refused, findings },
    });
    expect(text.length).toBeLessThan(20_000);
    expect(subject).toMatch(/^[\x20-\x7e]{1,99}$/);
  });
});

describe('the message about those that alerts do not reach', () => {
  const message = unreachedMessage({
    unreached: [
      { protocol: 'email', address: 'a@example.com', reason: 'pending' },
      { protocol: 'https', address: 'https://chat.example/hooks/our-password', reason: 'missing' },
      { protocol: 'webhook', address: 'https://siem.example/our-password', org: 'prod', reason: 'stuck' },
    ],
    now: NOW,
  });

  it('names them, and no address that is a password', () => {
    expect(message.text).toContain('  - email a@example.com: the subscription was never confirmed');
    expect(message.text).toContain('  - https https://chat.example/...: there is no subscription any more');
    expect(message.text).toContain('  - webhook https://siem.example/... (org prod): has not taken');
    expect(message.text).not.toContain('our-password');
  });

  it('rings telephones too: for some it may be the only way', () => {
    expect(message.sms).toBe('HIGH: alerts of OAuth Guardian do not reach 3 addresses');
  });
});

describe('a test message', () => {
  it('rings telephones too, in one part', () => {
    const { sms = '' } = testMessage({ org: '{'.repeat(200), now: NOW });
    expect(sms).toMatch(/^TEST /);
    expect(gsm7Length(sms)).toBeLessThanOrEqual(140);
  });
});

describe('shownAddress', () => {
  it.each([
    ['a@example.com', 'a@example.com'],
    ['+4930123456', '+4930123456'],
    ['https://chat.example/hooks/our-password', 'https://chat.example/...'],
    ['HTTPS://chat.example?our-password', 'https://chat.example/...'],
    ['https://sam:our-password@chat.example/x', 'https://chat.example/...'],
  ])('shows %s as %s', (address, shown) => {
    expect(shownAddress(address)).toBe(shown);
  });
});
