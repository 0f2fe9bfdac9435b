import { answerWidget } from '../../lib/aws/widget.ts';
import type { ReadingBench } from '../../lib/cli/workbench.ts';
import { FrozenClock } from '../../lib/clock.ts';
import { parseConfig } from '../../lib/config/index.ts';
import type { RunRecord } from '../../lib/domain/run.ts';
import type { Store } from '../../lib/ports.ts';
import { KNOWN_RULES } from '../../lib/rules/known-rules.ts';
import { atOf, client, clientRevision, finding, ORG, opened, payload, run } from '../store/fixtures.ts';
import { newTable, sharedEngine } from '../store/stores.ts';

const { engine } = sharedEngine();
const functionArn = 'arn:aws:lambda:eu-central-1:123456789012:function:widget';
const clock = new FrozenClock(atOf(2));

let store: Store;
beforeEach(async () => {
  store = (await newTable(engine())).open();
});
afterEach(() => store.close());

describe('the widget', () => {
  it('tells what it is, and how it is asked, to somebody who adds it to a dashboard', async () => {
    const text = await answer({ describe: true }, 'prod, test');
    expect(text).toMatch(/^## OAuth guardian/);
    expect(text).toContain('`prod`, `test`');
    expect(text).toContain('``` yaml\norg: "prod"\n```');
  });

  it('shows how the only org stands, without being told which', async () => {
    await commitFinding('Recorder');
    const html = await answer({});
    expect(html).toContain('Recorder gained a scope');
    expect(html).not.toContain('cwdb-action');
  });

  it('says that nothing is known before the first run, and calls nothing clean', async () => {
    const html = await answer({ org: 'prod' });
    expect(html).toContain('No scan has read this org yet');
    expect(html).not.toMatch(/Everything .*was seen/);
  });

  it('says first what could not be seen', async () => {
    const blind = run(1);
    const clients = { ...blind.coverage.clients, status: 'failed', reason: '403 from Genesys' } as const;
    await commitFinding('Recorder', { coverage: { ...blind.coverage, clients } });
    const html = await answer({ org: 'prod' });
    expect(html).toContain('Not everything was seen');
    expect(html.indexOf('Not everything was seen')).toBeLessThan(html.indexOf('Recorder gained a scope'));
    expect(html).not.toMatch(/Everything .*was seen/);
  });

  it.each([
    ['markup', '<img src=x onerror=alert(1)>'],
    ['an action of CloudWatch', '</p><cwdb-action action="call" endpoint="arn:evil">{}</cwdb-action>'],
    ['text that runs backwards', 'rekcatta\u202egpj.exe'],
  ])('makes names harmless: %s', async (_, name) => {
    await commitFinding(name);
    const html = await answer({ org: 'prod' });
    const tags = new Set([...html.matchAll(/<([a-z][a-z0-9-]*)/g)].map(([, tag]) => tag));
    expect(
      [...tags].filter((tag) => ['img', 'script', 'cwdb-action', 'a', 'svg', 'iframe'].includes(tag ?? '')),
    ).toEqual([]);
    expect(html).not.toContain('\u202e');
    expect(html).toContain('gained a scope');
  });

  it.each(['light', 'dark'])('fits a dashboard that is %s', async (theme) => {
    const shown = await answer({ org: 'prod', widgetContext: { theme } });
    const other = await answer({ org: 'prod', widgetContext: { theme: theme === 'light' ? 'dark' : 'light' } });
    expect(shown).not.toBe(other);
  });

  it('shows what it can where its surroundings are told in a way that it does not know', async () => {
    const shown = await answer({ org: 'prod', widgetContext: { theme: 'light' } });
    expect(await answer({ org: 'prod', widgetContext: { theme: 'sepia', params: 7 } })).toBe(shown);
    expect(await answer({ org: 'prod' })).toBe(shown);
  });
});

describe('the widget of several orgs', () => {
  const orgs = 'prod, "a \\"b\\" <c>"';

  it('lets people choose, by buttons that call it again', async () => {
    const html = await answer({}, orgs);
    expect(actionsIn(html)).toEqual([{ org: 'prod' }, { org: 'a "b" <c>' }]);
    expect(html).toContain(`endpoint="${functionArn}"`);
    expect(html).not.toContain('<c>');
  });

  it('keeps the choice beside what was chosen', async () => {
    const html = await answer({ org: 'prod', widgetContext: { theme: 'light', params: {} } }, orgs);
    expect(actionsIn(html)).toHaveLength(2);
    expect(html).toContain('No scan has read this org yet');
  });

  it('offers none where the widget is of one org', async () => {
    const html = await answer({ org: 'prod', widgetContext: { theme: 'light', params: { org: 'prod' } } }, orgs);
    expect(actionsIn(html)).toEqual([]);
  });

  it('says that there is no such org, and which there are', async () => {
    const html = await answer({ org: 'nowhere' }, orgs);
    expect(html).toContain("no org 'nowhere'");
    expect(actionsIn(html)).toHaveLength(2);
  });
});

it('says what is wrong with its parameters', async () => {
  const html = await answer({ org: 7 });
  expect(html).toContain('The parameters of this widget are wrong');
  expect(html).toContain('org');
});

it('lets errors of the store out: whoever calls it makes words of them', async () => {
  const broken = { ...bench('prod'), store: async () => Promise.reject(new Error('no table')) };
  await expect(answerWidget({ bench: broken, event: {}, functionArn })).rejects.toThrow('no table');
});

function answer(event: unknown, orgs = 'prod'): Promise<string> {
  return answerWidget({ bench: bench(orgs), event, functionArn });
}

function bench(orgs: string): ReadingBench {
  const names: unknown[] = JSON.parse(`[${orgs.replace(/^prod/, '"prod"').replace(/, test$/, ', "test"')}]`);
  const { config } = parseConfig(JSON.stringify({ orgs: names.map((name) => ({ name })) }), 'guardian.yaml');
  return {
    clock,
    rules: KNOWN_RULES,
    config,
    org: (name) => {
      const org = config.orgs?.find((known) => known.name === name);
      if (!org) throw new Error('the widget asks for known orgs only');
      return org;
    },
    store: async () => store,
  };
}

async function commitFinding(name: string, changes: Partial<RunRecord> = {}): Promise<void> {
  const body = client(name);
  const found = finding('users', {
    client: { id: body.id, name },
    title: `${name} gained a scope`,
    severity: 'high',
    firstSeen: atOf(1),
  });
  const counts = { revisions: 1, transitions: 1, usageRows: 0 };
  const content = payload({ revisions: [clientRevision(body)], transitions: [opened(found)] });
  await store.commit(run(1, { org: ORG, counts, ...changes }), content);
}

/** What the buttons of an answer would call the function with. */
function actionsIn(html: string): unknown[] {
  return [...html.matchAll(/<cwdb-action [^>]*>([^<]*)<\/cwdb-action>/g)].map(([, text = '']) =>
    JSON.parse(text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')),
  );
}
