import { newestReports } from '../../lib/aws/newest-report.ts';
import { reportKey, reportLocation } from '../../lib/aws/report-location.ts';
import type { ReportOnShelf } from '../../lib/aws/report-shelf.ts';
import { writeScheduledReport } from '../../lib/aws/scheduled-report.ts';
import { FrozenClock } from '../../lib/clock.ts';
import { parseConfig } from '../../lib/config/index.ts';
import type { Store } from '../../lib/ports.ts';
import { KNOWN_RULES } from '../../lib/rules/known-rules.ts';
import { atOf, ORG, payload, run } from '../store/fixtures.ts';
import { newTable, sharedEngine } from '../store/stores.ts';

const { engine } = sharedEngine();
const { config } = parseConfig('orgs: [{ name: prod }]', 'guardian.yaml');

let store: Store;
let clock: FrozenClock;
let written: ReportOnShelf[];
beforeEach(async () => {
  store = (await newTable(engine())).open();
  clock = new FrozenClock(atOf(5));
  written = [];
});
afterEach(() => store.close());

describe('a report by schedule', () => {
  it('is noted when it lies where people look for it', async () => {
    await store.commit(run(1), payload());
    expect(await write(atOf(5))).toMatchObject({ outcome: 'written' });
    expect(written).toMatchObject([{ org: ORG, at: atOf(5) }]);
    expect(await newest()).toMatchObject({ at: atOf(5), location: 's3://bucket/prod/2026-03-01.html' });
  });

  it('is not noted when it could not be put there: the next one counts from one that people saw', async () => {
    await store.commit(run(1), payload());
    await expect(write(atOf(5), async () => Promise.reject(new Error('AccessDenied')))).rejects.toThrow('AccessDenied');
    expect(await newest()).toBeUndefined();
  });

  it('is one for a slot, however often and however late that is delivered', async () => {
    await store.commit(run(1), payload());
    await write(atOf(4));
    await clock.sleep(600_000);
    expect(await write(atOf(4))).toEqual({ outcome: 'there-already' });
    expect(await write(atOf(6))).toMatchObject({ outcome: 'written' });
    expect(written).toHaveLength(2);
  });

  it('is written of an org that was never read, and noted nowhere: there is nothing to count from', async () => {
    expect(await write(atOf(5))).toMatchObject({ outcome: 'written' });
    expect(written[0]?.html).toContain('No scan has read this org yet');
    expect(await newest()).toBeUndefined();
  });

  function write(slot: string, put = async (report: ReportOnShelf) => void written.push(report)) {
    const [org] = config.orgs ?? [];
    if (!org) throw new Error('there is an org');
    return writeScheduledReport({ store, org, config, rules: KNOWN_RULES, clock, shelf: { put }, script: '', slot });
  }

  function newest() {
    return newestReports({ store: async () => store, clock, bucket: 'bucket', region: 'eu-central-1' })(ORG);
  }
});

describe('the place of a report', () => {
  it('keeps orgs apart, whatever they are called', () => {
    const names = ['prod', 'prod/eu', 'prod eu', 'prod%2Feu', 'prüfung', '../prod'];
    const folders = names.map((name) => reportKey(name, 'latest').split('/'));
    expect(folders.every((parts) => parts.length === 2)).toBe(true);
    expect(new Set(folders.map(([folder]) => folder)).size).toBe(names.length);
  });

  it.each([
    ['eu-central-1', 'https://eu-central-1.console.aws.amazon.com/'],
    ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
    ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/'],
  ])('in %s opens in the console of its partition', (region, beginning) => {
    const { link } = reportLocation({ bucket: 'b', key: reportKey('a b', 'latest'), region });
    expect(link.startsWith(beginning)).toBe(true);
    expect(new URL(link).searchParams.get('prefix')).toBe('a%20b/latest.html');
  });
});
