import {
  AdviceDocument,
  AdviceEnforcementDocument,
  AdviceExplanationDocument,
  AdviceSimulationDocument,
} from '../support/documents.ts';
import { PROD_MANIFEST, realWorld } from './support/demo-world.ts';
import { complaints, Desk, deskFor } from './support/guardian.ts';

/** The adviser, asked after the demo's story: on what the story left, and with what a reader would type. */
describe('guardian advise after the story', () => {
  const desk = new Desk();
  beforeAll(async () => {
    expect(await desk.run(['start', '--quiet'])).toMatchObject({ code: 0 });
  });
  afterAll(() => desk.clear());

  it('answers every client with what it holds, and what its calls prove', async () => {
    const { code, document, stderr } = await desk.ask(AdviceDocument, ['advise']);
    expect({ code, complaints: complaints(stderr) }).toEqual({ code: 0, complaints: [] });
    expect(document.window).toMatchObject({ daysWanted: 30, daysObserved: 30 });
    expect(document.clients.map(({ client, confidence }) => `${client.name}: ${confidence.level}`)).toEqual([
      'Acme Recorder Transcription: medium',
      'OAuth Guardian: high',
      'Lumen Wallboard: high',
      'Northwind CRM Connector: high',
      'Legacy Screen Pop: high',
    ]);
    for (const { optimal, risk } of document.clients) {
      expect(optimal).toBe(true);
      expect(risk.minimal).toBeLessThanOrEqual(Math.min(risk.now, risk.greedy, risk.union));
    }
  });

  it('finds the permissions that were slipped into a role, and waits while they are young', async () => {
    const { document } = await desk.ask(AdviceDocument, ['advise', '--vendor', 'Acme Recorder']);
    const [recorder] = document.clients;
    expect(recorder?.remove.map(({ name }) => name)).toEqual([
      'directory:user:edit',
      'recording:recording:editRetention',
    ]);
    for (const { wait } of recorder?.remove ?? []) expect(wait).toContain('younger than 14 days');
    expect(recorder?.roles).toEqual([
      {
        name: 'Marketplace_App_Acme_Recorder_Only',
        permissions: [
          'analytics:conversationDetail:view',
          'conversation:communication:view',
          'recording:recording:view',
          'speechAndTextAnalytics:data:view',
        ],
        divisions: expect.arrayContaining([expect.stringMatching(/^[0-9a-f-]{36}$/)]),
      },
    ]);
  });

  it('tells what an attacker could do, and how far beyond the vendor', async () => {
    const { document } = await desk.ask(AdviceDocument, ['advise', '--client', 'Lumen', '--blast']);
    expect(document.clients[0]?.blast?.reach.map(({ divisionName }) => divisionName)).toEqual(['*']);
    const { stdout } = await desk.run(['advise', '--client', 'Acme', '--blast']);
    expect(stdout).toContain('Whoever takes it over could');
    expect(stdout).toMatch(/delete, or change in bulk/);
  });

  it('explains a name, simulates its loss, and says who breaks when scopes are enforced', async () => {
    const explained = await desk.ask(AdviceExplanationDocument, ['advise', '--explain', 'recording:recording:view']);
    expect(explained.document.explanation.holders[0]?.calls.length).toBeGreaterThan(0);
    const lost = await desk.ask(AdviceSimulationDocument, [
      'advise',
      '--simulate',
      'users:readonly',
      'routing:queue:view',
    ]);
    expect(lost.document.clients.map(({ client, breaks }) => [client.name, breaks.length])).toEqual([
      ['Lumen Wallboard', 2],
      ['Northwind CRM Connector', 2],
    ]);
    const enforced = await desk.ask(AdviceEnforcementDocument, ['advise', '--enforce-scopes']);
    expect(enforced.document.clients.map(({ verdict }) => verdict)).toEqual(['safe', 'safe']);
  });

  it('says with 3 that it did not see all of a longer window', async () => {
    const { code, document } = await desk.ask(AdviceDocument, ['advise', '--since', '60d']);
    expect(code).toBe(3);
    expect(document.window?.daysObserved).toBeLessThan(60);
  });

  it.each([
    ['two questions', ['--blast', '--explain', 'users'], /ask one at a time/],
    ['a name that nothing knows', ['--simulate', 'nope'], /neither the API nor any client knows 'nope'/],
    ['a vendor that does not exist', ['--vendor', 'Acme Recoder'], /did you mean 'Acme Recorder'/],
  ])('refuses %s with 2', async (_what, args, message) => {
    const { code, stdout, stderr } = await desk.run(['advise', ...args, '--quiet']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('guardian advise on an org whose clients hold too much and too little', () => {
  it('narrows, removes, mends, and never drops a call that it cannot place', async () => {
    const world = realWorld();
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    world.setClient('Northwind CRM Connector', { scope: ['external-contacts', 'routing', 'users'] });
    world.burn('Northwind CRM Connector', { template: '/api/v2/crm/retired', requests: 4, date: yesterday });
    const { desk, close } = await deskFor(world, PROD_MANIFEST);
    try {
      await desk.run(['scan', '--quiet']);
      const { document } = await desk.ask(AdviceDocument, ['advise', '--client', 'Northwind']);
      const [crm] = document.clients;
      expect(crm?.remove.map(({ name }) => name)).toEqual(['routing']);
      expect(crm?.narrow.map(({ from, to }) => [from, to])).toEqual([['users', ['users:readonly']]]);
      expect(crm?.add.map(({ name }) => name)).toEqual(['conversations:readonly', 'user-basic-info']);
      expect(crm?.basis.unmapped).toMatchObject([{ template: '/api/v2/crm/retired', requests: 4 }]);
      const { document: enforced } = await desk.ask(AdviceEnforcementDocument, ['advise', '--enforce-scopes']);
      expect(enforced.clients[0]).toMatchObject({
        verdict: 'breaks',
        mend: [{ name: 'conversations:readonly' }, { name: 'user-basic-info' }],
      });
    } finally {
      await close();
    }
  });
});
