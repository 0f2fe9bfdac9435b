import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { doctorText } from '../../lib/cli/render/doctor-text.ts';
import { findingsText } from '../../lib/cli/render/findings-text.ts';
import { folded } from '../../lib/cli/render/fold.ts';
import { historyText } from '../../lib/cli/render/history-text.ts';
import { type Paper, PLAIN_PAPER, paperOf } from '../../lib/cli/render/paper.ts';
import { differenceText, pastClientText } from '../../lib/cli/render/past-text.ts';
import { scanText } from '../../lib/cli/render/scan-text.ts';
import { agoOf } from '../../lib/cli/render/style.ts';
import { usageText } from '../../lib/cli/render/usage-text.ts';
import { effectiveAccess } from '../../lib/domain/access.ts';
import { addDays } from '../../lib/domain/day.ts';
import { namesFrom } from '../../lib/domain/drift.ts';
import type { Finding } from '../../lib/domain/finding.ts';
import type { HistoryRecord } from '../../lib/domain/run.ts';
import { dailyUsage } from '../../lib/domain/usage/daily.ts';
import type { UsageSummary } from '../../lib/domain/usage/summary.ts';
import type { PastClient } from '../../lib/jobs/queries/past.ts';
import { AT, aFinding, aQuotaShare, aRun, aScope, coverage, opened, resolved } from '../alerts/situations.ts';
import { aClient, aRole, byId, SALES } from '../support/facts.ts';
import { wholeDay } from '../support/usage.ts';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const TERMINAL = paperOf({ isTTY: true, columns: 80 }, {});

/** What somebody could call a client, a role or a vendor to make a reader believe something else. */
const HOSTILE = 'Acme\u001b[2J\u009b31m\u202e\r\nCRITICAL 株式会社';
const SCARCE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/u;

/** Every text for people, of ordinary data. One whole output each is kept beside this file. */
const TEXTS: Readonly<Record<string, (paper: Paper, name?: string) => string>> = {
  'findings-in-full': (paper, name) =>
    findingsText([aFinding(named(name)), aQuotaShare(named(name))], aRun(), { now: NOW, paper }),
  'findings-in-a-table': (paper, name) =>
    findingsText(
      ['users', 'recordings', 'routing', 'oauth', 'telephony', 'analytics'].map((scope) => aScope(scope, named(name))),
      aRun({ coverage: coverage({ roles: { status: 'failed', reason: name ?? '403: no permission' } }) }),
      { now: NOW, paper },
    ),
  history: (paper, name) =>
    historyText(
      [resolved(aFinding(named(name))), opened(aFinding(named(name)))].map(
        (transition): HistoryRecord => ({ ...transition, at: AT, run: 'all@1', seq: 1 }),
      ),
      aRun(),
      paper,
    ),
  scan: (paper, name) =>
    scanText(
      {
        outcome: 'committed',
        run: aRun({
          genesysOrg: { id: 'o1', name: name ?? 'Aurora Support' },
          warnings: [name ?? 'guardian.yaml, vendor Acme: the org has no role Reader'],
          coverage: coverage({ usage: { status: 'incomplete', reason: name ?? 'a page was missing' } }),
        }),
        transitions: [opened(aFinding(named(name))), resolved(aScope('routing', named(name)))],
      },
      paper,
    ),
  usage: (paper, name) => usageText(aSummary(name), { ...DAILY, now: NOW, paper }),
  doctor: (paper, name) =>
    doctorText(
      {
        ok: false,
        checks: [
          { name: 'credentials', status: 'ok', detail: `client ${name ?? 'Guardian'}` },
          {
            name: 'source roles',
            status: 'fail',
            detail: name ?? '403',
            fix: name ?? 'add it',
            blinds: ['role-added'],
          },
        ],
      },
      paper,
    ),
  'show-a-client': (paper, name) => pastClientText(aPast(name), { name: name ?? 'Acme Recorder', paper }),
  'diff-of-two-times': (paper, name) =>
    differenceText({
      before: aPast(name),
      after: { ...aPast(name), at: NOW.toISOString() },
      change: {
        added: [`scope ${name ?? 'users'}`],
        removed: [`role ${name ?? 'Reader'}`],
        changed: [{ name: 'tokenSeconds', from: '3600', to: name ?? '86400' }],
      },
      title: name ?? 'Acme Recorder',
      paper,
    }),
};

describe.each(Object.entries(TEXTS))('the text of %s', (title, textOf) => {
  it('is the one that is kept', () => {
    expect(textOf(PLAIN_PAPER)).toBe(readFileSync(join(__dirname, 'golden', `${title}.txt`), 'utf8'));
  });

  it('carries colour on a terminal, and the same words', () => {
    const coloured = textOf({ ...TERMINAL, columns: 1_000 });
    expect(coloured).toContain('\u001b[');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is removed
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(textOf(PLAIN_PAPER));
  });

  it('lets no name steer a terminal, or begin a line of its own', () => {
    const text = textOf(PLAIN_PAPER, HOSTILE);
    expect(text.replaceAll('\n', '')).not.toMatch(SCARCE);
    expect(text).not.toMatch(/^\s*CRITICAL 株式会社/m);
    expect(text).toContain('Acme\ufffd[2J');
  });

  it('holds a very long name whole in a pipe', () => {
    expect(textOf(PLAIN_PAPER, `A${'x'.repeat(3_000)}Z`)).toContain(`A${'x'.repeat(3_000)}Z`);
  });
});

describe.each(['findings-in-a-table', 'history', 'scan', 'usage'])('the table of %s', (title) => {
  it('fits a terminal of 80 columns, however long the names', () => {
    const lines = TEXTS[title]?.({ ...PLAIN_PAPER, columns: 80 }, 'x'.repeat(300)).split('\n') ?? [];
    const rows = lines.filter((line) => line.includes('…'));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(stringWidth(row)).toBeLessThanOrEqual(80);
  });
});

/** Names of every width, as they come from outside. */
const NAMES = {
  latin: 'Acme Recorder Transcription and Quality Service of the Northern Region',
  wide: '株式会社レコーダ 音声認識 サービス 北日本 支社',
  emoji: 'Acme 🚀 Recorder 🇩🇪 👩‍💻 of the future',
  'right-to-left': 'מקליט שיחות של אקמי תמלול ואיכות',
  combining: 'Re\u0301corder e\u0301tendu de la re\u0301gion du Nord-E\u0301st',
};

describe.each(Object.entries(TEXTS))('the text of %s on a terminal', (_title, textOf) => {
  it.each([40, 60, 80, 120, 200])('is no wider than its %i columns, but for what must stay in one piece', (columns) => {
    for (const name of Object.values(NAMES)) {
      const text = folded(textOf({ ...PLAIN_PAPER, columns }, name), columns);
      const wide = text.split('\n').filter((line) => stringWidth(line) > columns);
      expect(wide.filter((line) => !isOnePiece(line))).toEqual([]);
    }
  });
});

/** A word, with its mark or label, or a command: docs/adr/30. */
function isOnePiece(line: string): boolean {
  return /^\s*(\S+(?: \S+)? {2,}|[-+~] )?(\S+|`[^`]*`\S*)$/.test(line) || /^\s*(\$ |guardian )/.test(line);
}

describe('how long ago something was', () => {
  it.each([
    ['2026-11-20T09:59:40.000Z', 'just now'],
    ['2026-11-20T09:59:00.000Z', '1 min ago'],
    ['2026-11-20T09:00:10.000Z', '1 h ago'],
    ['2026-11-17T10:00:00.000Z', '3 d ago'],
  ])('%s: %s', (at, words) => {
    expect(agoOf(at, new Date('2026-11-20T10:00:00.000Z'))).toBe(words);
  });
});

describe('texts of nothing', () => {
  it('do not call clean what is not known', () => {
    const unknown = "No run was made yet, so nothing is known. Run 'guardian scan' first.\n";
    expect(findingsText([], undefined, { now: NOW, paper: PLAIN_PAPER })).toBe(unknown);
    expect(historyText([], undefined, PLAIN_PAPER)).toBe(unknown);
    expect(usageText({ ...aSummary(), asOf: null }, { ...DAILY, now: NOW, paper: PLAIN_PAPER })).toMatch(
      /^No usage is known yet/,
    );
  });

  it('say as of when, and what could not be seen', () => {
    expect(findingsText([], aRun(), { now: NOW, paper: PLAIN_PAPER })).toBe(
      'No finding fits. As of 2026-11-20 09:00 +00:00.\n',
    );
    const blind = aRun({ coverage: coverage({ roles: { status: 'failed', reason: '403' } }) });
    expect(findingsText([], blind, { now: NOW, paper: PLAIN_PAPER })).toMatch(
      /could not see everything.*roles \(failed: 403\)/,
    );
  });
});

function named(name: string | undefined): Partial<Finding> {
  if (name === undefined) return {};
  return {
    client: { id: 'c1', name },
    vendor: name,
    title: name,
    because: name,
    fix: [name],
    change: { added: [name], removed: [name], changed: [{ name, from: name, to: name }] },
    actor: { id: 'u1', name, kind: 'user', source: 'audit' },
  };
}

/** A month in which one day is not known, and one client called, on most of the days. */
const SPAN = { from: '2026-10-21', to: '2026-11-20' };
const KNOWN = Array.from({ length: 30 }, (_, index) => addDays('2026-10-21', index)).filter(
  (day) => day !== '2026-11-05',
);
const DAILY = {
  total: 972_065,
  daily: dailyUsage(
    KNOWN.map((date, index) => wholeDay(date, index % 7 === 3 ? { c3: 20_000 } : { c1: 30_000 + 900 * index })),
    SPAN,
  ),
};

function aSummary(name = 'Lumen Wallboard'): UsageSummary {
  return {
    asOf: '2026-11-20T00:00:00.000Z',
    isStale: false,
    resolution: 'day',
    hourlyQuota: 19_444,
    window: { from: '2026-10-21', to: '2026-11-20', knownDays: 30, unknownDays: 1 },
    clients: [
      {
        client: { id: 'c1', name },
        vendor: name,
        requests: 972_065,
        perHour: 12_106,
        share: 0.6226,
        status429: 1_900,
        forecastMonth: 971_806,
      },
      {
        client: { id: 'c2', name: 'Never seen' },
        vendor: null,
        requests: null,
        perHour: null,
        share: null,
        status429: null,
        forecastMonth: null,
      },
    ],
    forecast: {
      confidence: 'high',
      month: { from: '2026-11-01', to: '2026-11-30' },
      requests: 1_830_837,
      low: 1_826_893,
      high: 1_834_780,
      observed: 1_000_000,
      knownDays: 50,
      unknownDays: 0,
      monthlyAllowance: 14_000_000,
    },
  };
}

function aPast(name = 'Acme Recorder'): PastClient {
  const role = aRole({ name, permissions: ['recording:recording:view'] });
  const client = aClient({
    name,
    grantType: 'CLIENT-CREDENTIALS',
    grants: [{ roleId: role.id, divisionId: SALES.id }],
  });
  const access = effectiveAccess(client, () => role);
  return {
    at: AT,
    id: client.id,
    client,
    revision: { kind: 'client', id: client.id, hash: 'h', at: AT, seq: 1, run: 'all@1' },
    access,
    names: namesFrom(byId([role]), byId([SALES])),
    unknownRoles: [],
  };
}
