import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AlertError, composeMessages, outboxSink, terminalSink } from '../../lib/alerts/index.ts';
import { emlPath } from '../../lib/alerts/sinks/outbox.ts';
import type { AlertMessage } from '../../lib/ports.ts';
import { aFinding, aRun, opened, resolved, settings } from './situations.ts';

describe('the terminal', () => {
  it('shows a message as its recipient would see it', async () => {
    const lines = (await printed({ ...messageOf(), text: 'first line\nsecond line\n' })).split('\n');
    expect(lines).toEqual([
      '='.repeat(76),
      'Subject: [HIGH] Acme Recorder: +1 scope (users) | org prod',
      '='.repeat(76),
      'first line',
      'second line',
      '-'.repeat(76),
      'SMS: HIGH prod: Acme Recorder: +1 scope (users)',
      '='.repeat(76),
      '',
      '',
    ]);
  });

  it('leaves the SMS line out where there is none', async () => {
    const { sms: _, ...message } = messageOf();
    expect(await printed(message)).not.toContain('SMS');
  });

  it('is as wide as asked, and coloured only where asked', async () => {
    expect(await printed(messageOf(), { width: 40 })).toMatch(/^={40}\n/);
    expect(await printed(messageOf())).not.toContain('\u001b');
    expect(await printed(messageOf(), { colour: true })).toContain('\u001b[31m');
  });
});

describe('the outbox', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'outbox-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('writes a mail that says what the message says', async () => {
    await outboxSink({ folder, from: 'guardian@example.com', to: ['team@example.com'] }).send(messageOf());
    const mail = await readFile(join(folder, 'prod', '000042-high-alert.eml'), 'latin1');
    const [head = '', ...body] = mail.split('\r\n\r\n');
    expect(head.split('\r\n').sort()).toEqual([
      'Content-Transfer-Encoding: 7bit',
      'Content-Type: text/plain; charset=utf-8',
      'Date: Fri, 20 Nov 2026 09:00:12 +0000',
      'From: guardian@example.com',
      'MIME-Version: 1.0',
      'Message-ID: <a44640573a4210aff2f61d309c2de591@oauth-guardian.invalid>',
      'Subject: [HIGH] Acme Recorder: +1 scope (users) | org prod',
      'To: team@example.com',
      'X-Guardian-Kind: alert',
      'X-Guardian-Org: prod',
      'X-Guardian-Owner: none',
      'X-Guardian-Rule: scope-added',
      'X-Guardian-Severity: high',
      'X-Guardian-State: open',
      'X-Guardian-Vendor: Acme',
    ]);
    expect(body.join('\r\n\r\n').replaceAll('\r\n', '\n')).toBe(messageOf().text);
  });

  it('makes one and the same file of a message that is sent again', async () => {
    const sink = outboxSink({ folder });
    const path = join(folder, 'prod', '000042-high-alert.eml');
    await sink.send(messageOf());
    const first = await readFile(path);
    await sink.send(messageOf());
    expect(await readFile(path)).toEqual(first);
    expect(await readdir(join(folder, 'prod'))).toEqual(['000042-high-alert.eml']);
  });

  it('keeps messages of one run and messages of two orgs apart', async () => {
    const sink = outboxSink({ folder });
    const transitions = [opened(aFinding()), resolved(aFinding({ subject: 'oauth' }))];
    for (const org of ['prod', 'test']) {
      for (const message of composeMessages({ run: aRun({ org }), transitions, settings })) await sink.send(message);
    }
    const files = ['000042-high-alert.eml', '000042-high-resolved.eml'];
    expect(await readdir(join(folder, 'prod'))).toEqual(files);
    expect(await readdir(join(folder, 'test'))).toEqual(files);
  });

  it('names a digest by its time, as people do', async () => {
    expect(
      emlPath({ key: 'prod/digest/2026-12-03T09:00:00.000Z', org: 'prod', kind: 'digest', severity: 'info' }),
    ).toEqual(['prod', 'digest-2026-12-03T09-00-00Z.eml']);
  });

  it('stays in its folder, whatever an org or a key is called', async () => {
    const message = { ...messageOf(), org: '../..', key: '../../etc/passwd' };
    await outboxSink({ folder }).send(message);
    expect(await readdir(folder)).toEqual(['%2E%2E%2F%2E%2E']);
    expect(await readdir(join(folder, '%2E%2E%2F%2E%2E'))).toEqual(['etc%2Fpasswd.eml']);
  });

  it('says what to do where the file cannot be written, and leaves nothing behind', async () => {
    await writeFile(join(folder, 'prod'), 'a file where a folder should be');
    const sending = outboxSink({ folder }).send(messageOf());
    await expect(sending).rejects.toThrow(AlertError);
    await expect(sending).rejects.toThrow(/could not be written \((EEXIST|ENOTDIR)\)\. Make sure that its folder/);
    expect(await readdir(folder)).toEqual(['prod']);
  });
});

function messageOf(): AlertMessage {
  const [message] = composeMessages({ run: aRun(), transitions: [opened(aFinding())], settings });
  if (!message) throw new Error('no message');
  return message;
}

async function printed(
  message: AlertMessage,
  options: { readonly width?: number; readonly colour?: boolean } = {},
): Promise<string> {
  let text = '';
  await terminalSink({ write: (part) => (text += part), ...options }).send(message);
  return text;
}
