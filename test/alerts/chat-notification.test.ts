import { composeMessages } from '../../lib/alerts/index.ts';
import { chatNotification } from '../../lib/alerts/sinks/chat-notification.ts';
import { golden, shownJson } from './golden.ts';
import {
  aBlindness,
  aFinding,
  aRun,
  aScope,
  CONNECTOR,
  grew,
  opened,
  resolved,
  SITUATIONS,
  settings,
} from './situations.ts';

type Transitions = Parameters<typeof composeMessages>[0]['transitions'];
const chatOf = (transitions: Transitions, reminders: readonly ReturnType<typeof aFinding>[] = []) =>
  composeMessages({ run: aRun(), transitions, reminders, settings }).map(chatNotification);
const threadsOf = (...args: Parameters<typeof chatOf>) => chatOf(...args).map(({ metadata }) => metadata.threadId);

describe('a chat notification', () => {
  it('is to the letter what the golden file says', () => {
    const situation = SITUATIONS['an-escalation'];
    if (!situation) throw new Error('no such situation');
    const [message] = composeMessages(situation);
    expect(message && shownJson(chatNotification(message))).toBe(golden('a-chat-notification-of-one-finding'));
  });

  it('stands in the thread of its finding: its beginning, its growth, its reminders and its end', () => {
    const thread = [`oauth-guardian ${aFinding().id}`];
    expect(threadsOf([opened(aFinding())])).toEqual(thread);
    expect(threadsOf([grew(aFinding())])).toEqual(thread);
    expect(threadsOf([], [aFinding()])).toEqual(thread);
    expect(threadsOf([resolved(aFinding())])).toEqual(thread);
  });

  it('stands in the thread of the client where it is about several of its findings, and else in that of the org', () => {
    const { client } = aFinding();
    expect(threadsOf([opened(aFinding()), opened(aScope('oauth'))])).toEqual([`oauth-guardian prod ${client.id}`]);
    expect(threadsOf([opened(aFinding()), opened(aScope('oauth', { client: CONNECTOR }))])).toEqual([
      'oauth-guardian prod',
    ]);
    expect(threadsOf([opened(aBlindness()), opened(aBlindness({ subject: 'source usage' }))])).toEqual([
      'oauth-guardian prod',
    ]);
  });

  it('says what to do next, and nothing to do where it is over', () => {
    const [one] = chatOf([opened(aFinding())]);
    expect(one?.content.nextSteps).toContain(`Acknowledge: guardian ack ${aFinding().id} --org prod --owner NAME`);
    const [several] = chatOf([opened(aFinding()), opened(aScope('oauth'))]);
    expect(several?.content.nextSteps).toEqual(['See all: guardian findings --org prod --severity high']);
    const [over] = chatOf([resolved(aFinding())]);
    expect(over?.content.nextSteps).toHaveLength(1);
  });

  it('tells programs which finding and client it is about', () => {
    const [one] = chatOf([opened(aFinding())]);
    expect(one?.metadata.additionalContext).toMatchObject({ finding: aFinding().id, clientId: aFinding().client.id });
    const [several] = chatOf([opened(aFinding()), opened(aScope('oauth'))]);
    expect(several?.metadata.additionalContext).not.toHaveProperty('finding');
  });
});
