import {
  CALLS,
  type CampaignResult,
  FAULTS,
  GenesysCampaign,
  INVARIANTS,
  nameOf,
} from '../../test/faults/genesys-campaign.ts';
import type { Report, Section } from '../support/report.ts';
import { CRASH_INVARIANTS, type Strike, strikeCommit } from '../support/store-crashes.ts';

/** Every fault at every call of Genesys, and a crash at every request of a commit. */
export const faults: Section = {
  name: 'faults',
  title: 'faults at every call of Genesys, crashes at every request of a commit',
  run: async (progress) => {
    const results: CampaignResult[] = [];
    for (const call of CALLS) {
      progress(call.path);
      results.push(...(await strikeCall(call)));
    }
    progress('crashing commits');
    return report(results, await strikeCommit());
  },
};

async function strikeCall(call: (typeof CALLS)[number]): Promise<CampaignResult[]> {
  const campaign = await GenesysCampaign.open();
  try {
    const results: CampaignResult[] = [];
    for (const fault of FAULTS) results.push(await campaign.strike(fault, call));
    return results;
  } finally {
    await campaign.close();
  }
}

function report(results: readonly CampaignResult[], strikes: readonly Strike[]): Report {
  const brokenOf = (all: readonly { readonly broken: readonly string[] }[]) =>
    all.reduce((sum, { broken }) => sum + broken.length, 0);
  const looks = results.length * INVARIANTS.length;
  const crashLooks = strikes.length * CRASH_INVARIANTS.length;
  return {
    tables: [
      {
        title: `Faults by call: ${INVARIANTS.length} invariants each, while a drift appears and while it is undone`,
        columns: ['fault', ...CALLS.map(({ path }) => shortOf(path))],
        rows: FAULTS.map((fault) => [nameOf(fault), ...CALLS.map(({ path }) => cell(results, nameOf(fault), path))]),
      },
      {
        title: 'Crashes of the commit of a scan that saw drifts; what a witness sees afterwards',
        columns: ['request', 'operation', 'before it', 'after it'],
        rows: strikes
          .filter(({ fate }) => fate === 'lost request')
          .map(({ request, operation }) => [
            request,
            operation,
            crashCell(strikes, request, 'lost request'),
            crashCell(strikes, request, 'lost answer'),
          ]),
      },
    ],
    goals: [
      {
        goal: 'no invariant breaks under any fault of Genesys',
        figure: `${brokenOf(results)} of ${looks} broken, in ${results.length} pairs of fault and call`,
        isMet: brokenOf(results) === 0,
      },
      {
        goal: 'no invariant breaks under any crash of a commit',
        figure: `${brokenOf(strikes)} of ${crashLooks} broken, in ${strikes.length} crashes`,
        isMet: brokenOf(strikes) === 0,
      },
    ],
    notes: [
      `invariants under faults: ${INVARIANTS.join('; ')}`,
      `invariants under crashes: ${CRASH_INVARIANTS.join('; ')}`,
    ],
  };
}

function cell(results: readonly CampaignResult[], fault: string, path: string): string {
  const broken = results.find((result) => result.fault === fault && result.path === path)?.broken ?? [];
  return broken.length === 0 ? 'ok' : `BROKEN ${broken.join('; ')}`;
}

function crashCell(strikes: readonly Strike[], request: number, fate: Strike['fate']): string {
  const strike = strikes.find((one) => one.request === request && one.fate === fate);
  if (!strike) return '-';
  if (strike.broken.length > 0) return `BROKEN ${strike.broken.join('; ')}`;
  return strike.isVisible ? 'ok: all of it' : 'ok: nothing of it';
}

function shortOf(path: string): string {
  return path.replace(/^\/(api\/v2|login)\//, '').replace('aggregates/query/', '');
}
