import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { enforcementText, explanationText, simulationText } from '../../lib/cli/render/advice-question-text.ts';
import { adviceText } from '../../lib/cli/render/advice-text.ts';
import { type Paper, PLAIN_PAPER, paperOf } from '../../lib/cli/render/paper.ts';
import type { AdviceAnswer } from '../../lib/jobs/queries/advice.ts';
import {
  type ClientEvidence,
  enforcementOf,
  explainName,
  gainKey,
  holderOf,
  simulateRemoval,
} from '../../lib/privilege/advice/index.ts';
import { blastRadius } from '../../lib/privilege/blast/index.ts';
import { aRun } from '../alerts/situations.ts';
import {
  aCall,
  adviceFor,
  CONTEXT,
  NOW,
  ROLE_ID,
  roleEvidence,
  scopeEvidence,
} from '../privilege/advice/support/evidence.ts';
import { SALES } from '../support/facts.ts';

const HOSTILE = 'Acme\u001b[2J\u009b31m\u202e\r\nCRITICAL';
const SCARCE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/u;

/** Each text for people, of one vendor with everything that there is to say. One whole output each is kept. */
const TEXTS: Readonly<Record<string, (paper: Paper, name?: string) => string>> = {
  advice: (paper, name) => adviceText(anAnswer(name), { now: NOW, paper, isWhole: false }),
  'advice-for-a-client': (paper, name) =>
    adviceText({ ...anAnswer(name), clients: anAnswer(name).clients.slice(0, 1) }, { now: NOW, paper, isWhole: true }),
  'advice-explain': (paper, name) => {
    const holders = [recorder(name)].flatMap((given) => holderOf('routing:queue:view', given, CONTEXT) ?? []);
    const explanation = explainName('routing:queue:view', CONTEXT.catalogue, holders);
    return explanationText({ ...answered(), explanation }, { now: NOW, paper });
  },
  'advice-simulate': (paper, name) => {
    const names = ['routing:queue:view', 'directory:user:edit', 'routing:queue:delete'];
    const clients = [recorder(name)].flatMap((given) => simulateRemoval(names, given, CONTEXT) ?? []);
    return simulationText({ ...answered(), clients }, names, { now: NOW, paper });
  },
  'advice-enforce-scopes': (paper, name) => {
    const clients = [crm(name)].flatMap((given) => enforcementOf(given, CONTEXT) ?? []);
    return enforcementText({ ...answered(), clients }, { now: NOW, paper });
  },
};

describe.each(Object.entries(TEXTS))('the text %s', (golden, text) => {
  it('is to the letter what its golden says', () => {
    expect(text(PLAIN_PAPER)).toBe(readFileSync(join(__dirname, 'golden', `${golden}.txt`), 'utf8'));
  });

  it('lets no name steer a terminal', () => {
    const printed = text(paperOf({ isTTY: true, columns: 80 }, { NO_COLOR: '1' }), HOSTILE);
    for (const line of printed.split('\n')) expect(line).not.toMatch(SCARCE);
  });
});

describe('advice for a vendor whose one client needs what it holds', () => {
  it('says so', () => {
    const advice = { ...adviceFor(crm()), remove: [], narrow: [], add: [] };
    const basis = { ...advice.basis, unmapped: [], doubtful: [], refused: [] };
    const answer = { ...anAnswer(), clients: [{ ...advice, basis }], unadvised: [] };
    expect(adviceText(answer, { now: NOW, paper: PLAIN_PAPER, isWhole: false })).toMatch(
      /\nNorthwind CRM: nothing to remove, narrow or add; to keep: \d+ scopes?\. Confidence: \w+\.\n/,
    );
  });
});

describe('advice before the first run', () => {
  it('says that nothing is known', () => {
    const nothing = { clients: [], unadvised: [], divisionNames: new Map<string, string>() };
    expect(adviceText(nothing, { now: NOW, paper: PLAIN_PAPER, isWhole: false })).toBe(
      "No run was made yet, so nothing is known. Run 'guardian scan' first.\n",
    );
  });
});

function answered() {
  const run = aRun({ usageAsOf: '2026-03-31T00:00:00.000Z' });
  return { run, window: { from: '2026-03-01', through: '2026-03-30', daysWanted: 30, daysObserved: 30 } };
}

function anAnswer(name?: string): AdviceAnswer {
  const given = recorder(name);
  const blast = blastRadius(given, CONTEXT);
  return {
    ...answered(),
    clients: [{ ...adviceFor(given), ...(blast && { blast }) }, adviceFor(crm(name))],
    unadvised: [{ client: { id: 'c9', name: name ?? 'Device' }, vendor: null, why: 'nobody knows its grant type' }],
    divisionNames: new Map([[SALES.id, name ?? 'Sales']]),
  };
}

function recorder(name = 'Acme Recorder'): ClientEvidence {
  const given = roleEvidence({
    permissions: ['directory:user:edit', 'recording:*:*', 'routing:queue:view'],
    grantedAt: new Map([[gainKey(ROLE_ID, 'directory:user:edit'), '2026-03-25T08:00:00.000Z']]),
    vendor: { name, endpoints: ['GET /api/v2/users/*'], roles: { 'Acme role': ['Support'] } },
    rows: [
      aCall('GET /api/v2/conversations/{conversationId}/recordings', 9_000),
      aCall('POST /api/v2/recording/batchrequests', 40),
      aCall('GET /api/v2/routing/queues', 300),
      aCall('GET /api/v2/quality/evaluations/query', 12, { status400: 12 }),
    ],
  });
  return { ...given, client: { ...given.client, name } };
}

function crm(name = 'Northwind CRM'): ClientEvidence {
  const given = scopeEvidence({
    scopes: ['external-contacts', 'users'],
    rows: [
      aCall('GET /api/v2/users/{userId}', 700),
      aCall('GET /api/v2/routing/queues', 30),
      aCall('GET /api/v2/crm/retired', 5),
    ],
  });
  return { ...given, client: { ...given.client, name } };
}
