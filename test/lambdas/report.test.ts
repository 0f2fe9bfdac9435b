import { handler as digest } from '../../lambdas/digest.ts';
import { handler as report } from '../../lambdas/report.ts';
import { handler as scan } from '../../lambdas/scan.ts';
import { handler as widget } from '../../lambdas/widget.ts';
import { lastReport } from '../../lib/jobs/queries/report/mark.ts';
import { DEMO_CLIENTS } from '../../lib/simulator/index.ts';
import { CONTEXT, type Deployment, deploy, REPORTS, sqsEvent } from './deployment.ts';

let deployment: Deployment;
beforeAll(async () => {
  deployment = await deploy();
  await scan(sqsEvent({ org: 'prod', job: 'all', slot: '2026-03-03T12:00:00Z' }), CONTEXT);
});
afterAll(() => deployment.close());

const slot = (minutesAhead = 0) => new Date(Date.now() + minutesAhead * 60_000).toISOString();
const day = () => new Date().toISOString().slice(0, 10);
const stored = (key: string) => deployment.aws.objects.get(`${REPORTS}/${key}`);
const puts = () => deployment.aws.operations.filter((name) => name === 'PutObject').length;

describe('the report function', () => {
  it('lets one org that cannot be written keep no other from its own, and fails', async () => {
    deployment.aws.refuse('PutObject', { code: 'AccessDenied', status: 403, times: 1 });
    await expect(report({ slot: slot() }, CONTEXT)).rejects.toThrow('1 of 2 orgs failed');
    const written = ['prod', 'other'].filter((org) => stored(`${org}/latest.html`) !== undefined);
    expect(written).toHaveLength(1);
  });

  it('moves no mark for a report that was not put', async () => {
    const isThere = stored('prod/latest.html') !== undefined;
    expect((await lastReport(deployment.store, 'prod', new Date())) !== undefined).toBe(isThere);
  });

  it('writes the report of every org under its day and as the newest, also of one that was never read', async () => {
    await report({ slot: slot() }, CONTEXT);
    for (const org of ['prod', 'other']) {
      const dated = stored(`${org}/${day()}.html`);
      expect(dated).toMatchObject({ contentType: 'text/html; charset=utf-8', cacheControl: 'private, no-cache' });
      expect(stored(`${org}/latest.html`)).toEqual(dated);
      expect(dated?.body).toContain('globalThis.isAReport = true;');
    }
    expect(stored('prod/latest.html')?.body).toContain('Aurora Support');
  });

  it('writes none again when the schedule is delivered again', async () => {
    const { at = '' } = (await lastReport(deployment.store, 'prod', new Date())) ?? {};
    const before = stored('prod/latest.html');
    await report({ slot: at }, CONTEXT);
    expect(stored('prod/latest.html')).toBe(before);
  });

  it('writes the next one for the next slot, about what changed since', async () => {
    deployment.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    await scan(sqsEvent({ org: 'prod', job: 'all', slot: '2026-03-03T13:00:00Z' }), CONTEXT);
    const before = puts();
    const first = stored('prod/latest.html')?.body;
    await report({ slot: slot(1) }, CONTEXT);
    expect(puts()).toBe(before + 4);
    expect(stored('prod/latest.html')?.body).not.toBe(first);
  });

  it('refuses what is no event of a schedule', async () => {
    await expect(report({}, CONTEXT)).rejects.toThrow('this is no event');
  });
});

describe('those who tell people', () => {
  const location = () => `s3://${REPORTS}/prod/${day()}.html`;

  it('name the newest report in the digest, with a link for a browser', async () => {
    await digest({ slot: slot() }, CONTEXT);
    const body = (org: string) =>
      deployment.aws.published.find(({ attributes }) => attributes.org === org)?.bodies.email;
    expect(body('prod')).toContain(`  ${location()}\n`);
    expect(body('prod')).toContain(
      `https://eu-central-1.console.aws.amazon.com/s3/object/${REPORTS}?region=eu-central-1&prefix=prod%2F${day()}.html`,
    );
    expect(body('other')).not.toContain('s3://');
  });

  it('name it in the overview of the dashboard', async () => {
    expect(await widget({ org: 'prod' }, CONTEXT)).toContain(location());
    expect(await widget({ org: 'other' }, CONTEXT)).not.toContain('s3://');
  });
});
