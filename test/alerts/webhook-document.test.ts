import { composeMessages, testMessage } from '../../lib/alerts/index.ts';
import { webhookDocument } from '../../lib/alerts/webhook-document.ts';
import { golden, shownJson } from './golden.ts';
import { aFinding, aRun, opened, SITUATIONS, settings } from './situations.ts';

const compose = () =>
  composeMessages({ run: aRun(), transitions: [opened(aFinding())], settings }).map(webhookDocument);

describe('the document for webhooks', () => {
  it('says what the mail says, with the findings as programs want them', () => {
    const { actor: _, ...finding } = aFinding();
    expect(compose()).toMatchObject([
      {
        schema: 1,
        key: 'prod/42/alert/high',
        kind: 'alert',
        severity: 'high',
        org: 'prod',
        at: '2026-11-20T09:00:12.000Z',
        subject: '[HIGH] Acme Recorder: +1 scope (users) | org prod',
        findings: [finding],
      },
    ]);
  });

  it('is to the letter what the golden file says', () => {
    const situation = SITUATIONS['a-waiver-that-expired'];
    if (!situation) throw new Error('no such situation');
    const [message] = composeMessages(situation);
    expect(message && shownJson(webhookDocument(message))).toBe(golden('a-webhook-document'));
  });

  it('is the same whenever the same message is sent', () => {
    expect(compose()).toEqual(compose());
  });

  it('names the actor by id, and no person', () => {
    expect(JSON.stringify(compose())).toContain('7f3e2d10');
    expect(JSON.stringify(compose())).not.toContain('Jane');
  });

  it('has a list of findings also where there are none', () => {
    const message = testMessage({ org: 'prod', now: new Date('2026-11-20T09:00:12.000Z') });
    expect(webhookDocument(message)).toMatchObject({ kind: 'test', findings: [] });
  });
});
