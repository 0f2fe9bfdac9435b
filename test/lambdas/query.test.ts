import { handler as digest } from '../../lambdas/digest.ts';
import { handler as query } from '../../lambdas/query.ts';
import { handler as scan } from '../../lambdas/scan.ts';
import { queryWorkbench } from '../../lib/aws/query-workbench.ts';
import { findingsCommand } from '../../lib/cli/commands/findings.ts';
import { DEMO_CLIENTS } from '../../lib/simulator/index.ts';
import { CONTEXT, type Deployment, deploy, sqsEvent } from './deployment.ts';

let deployment: Deployment;
beforeAll(async () => {
  deployment = await deploy();
  const work = { org: 'prod', job: 'all' };
  await scan(sqsEvent({ ...work, slot: '2026-03-03T12:00:00Z' }), CONTEXT);
  deployment.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
  await scan(sqsEvent({ ...work, slot: '2026-03-03T13:00:00Z' }), CONTEXT);
});
afterAll(() => deployment.close());

describe('the query function', () => {
  it('answers with the document of the command line', async () => {
    const options = { org: 'prod', severity: 'high' } as const;
    const { document } = await findingsCommand(queryWorkbench(), options);
    expect(await query({ command: 'findings', options }, CONTEXT)).toEqual(document);
    expect(JSON.stringify(document)).toContain('scope-added');
  });

  it.each([
    ['history', { org: 'prod' }, 'records'],
    ['usage', { org: 'prod', since: '7d' }, 'clients'],
    ['show', { org: 'prod', client: DEMO_CLIENTS.crm }, 'effective'],
    ['diff', { org: 'prod', client: DEMO_CLIENTS.crm, from: '0m' }, 'added'],
  ])('answers %s', async (command, options, part) => {
    const document = await query({ command, options }, CONTEXT);
    expect(document).toMatchObject({ schema: 1 });
    expect(document).toHaveProperty(part);
  });

  it.each([
    ['another command', { command: 'scan' }, 'this is no event'],
    ['an unknown option', { command: 'findings', options: { sevrity: 'high' } }, 'sevrity'],
    ['no org where there are several', { command: 'findings' }, 'say which org: prod, other'],
    ['an unknown client', { command: 'show', options: { org: 'prod', client: 'nobody' } }, "no client 'nobody'"],
  ])('refuses %s, and says why', async (_, event, words) => {
    await expect(query(event, CONTEXT)).rejects.toThrow(words);
  });
});

describe('the digest function', () => {
  it('sends one for every org, also for one in which nothing was seen yet', async () => {
    await digest({ slot: new Date().toISOString() }, CONTEXT);
    const sent = deployment.aws.published.map(({ subject }) => subject).sort();
    const count = (await deployment.store.unresolvedFindings('prod')).filter(({ staged }) => !staged).length;
    expect(count).toBeGreaterThan(0);
    expect(sent).toEqual([
      `[DIGEST] ${count} new, ${count} open, 0 resolved | org prod`,
      '[DIGEST] no run was made yet | org other',
    ]);
    const [prod] = deployment.aws.published.filter(({ attributes }) => attributes.org === 'prod');
    expect(prod?.attributes).toMatchObject({ kind: 'digest', severity: 'info' });
    expect(prod?.bodies.email).toContain('scope');
    expect(prod?.bodies.sms).toBeUndefined();
  });

  it('sends none when the schedule is delivered again', async () => {
    const before = deployment.aws.published.length;
    await digest({ slot: new Date().toISOString() }, CONTEXT);
    expect(deployment.aws.published).toHaveLength(before);
  });

  it('sends it with the next call when SNS refused, and lets one org keep no other from its own', async () => {
    const slot = new Date(Date.now() + 24 * 3_600_000).toISOString();
    const before = deployment.aws.published.length;
    deployment.aws.refuse('Publish', { code: 'AuthorizationError', status: 403, times: 1 });
    await expect(digest({ slot }, CONTEXT)).rejects.toThrow('1 of 2 orgs failed');
    expect(deployment.aws.published).toHaveLength(before + 1);
    await digest({ slot }, CONTEXT);
    expect(deployment.aws.published).toHaveLength(before + 2);
  });
});
