import { handler as widget } from '../../lambdas/widget.ts';
import { FUNCTION_ENV } from '../../lib/env.ts';
import { CONTEXT, type Deployment, deploy, metricsDuring } from './deployment.ts';

let deployment: Deployment;
beforeAll(async () => {
  deployment = await deploy();
  process.env[FUNCTION_ENV.table] = 'a-table-that-nobody-made';
});
afterAll(() => deployment.close());

describe('the widget function', () => {
  it('shows why it can show nothing else, calls nothing clean, and counts it for the alarm', async () => {
    let html = '';
    const metrics = await metricsDuring(async () => {
      html = await widget({ org: 'prod' }, CONTEXT);
    });
    expect(html).toContain('The overview could not be read');
    expect(html).toContain('a-table-that-nobody-made');
    expect(html).toContain('This does not mean that all is well');
    expect(metrics).toEqual([expect.objectContaining({ WidgetsFailed: 1 })]);
  });

  it('counts no mistake of whoever types its parameters', async () => {
    const metrics = await metricsDuring(async () => {
      expect(await widget({ org: 'nowhere' }, CONTEXT)).toContain('There is no such org');
      expect(await widget({ org: 7 }, CONTEXT)).toContain('parameters of this widget are wrong');
      expect(await widget({ describe: true }, CONTEXT)).toContain('## OAuth guardian');
    });
    expect(metrics).toEqual([]);
  });
});
