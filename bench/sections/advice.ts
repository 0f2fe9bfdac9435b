import { findAdvice } from '../../lib/jobs/queries/advice.ts';
import { DEMO_CLIENTS, DEMO_ROLES } from '../../lib/simulator/demo/apps.ts';
import { demoStory, type World } from '../../lib/simulator/index.ts';
import { watchOrg } from '../../test/support/watched-org.ts';
import type { Report, Section, Table } from '../support/report.ts';

/** What advice removes, vendor by vendor, against the two other ways to choose grants. */
export const advice: Section = {
  name: 'advice',
  title: 'What advice removes on the demo org, vendor by vendor, against two baselines',
  run: async (progress) => {
    progress('the demo after its story');
    const story = await advised(() => {}, true);
    progress('the demo with grants as vendors ask for them');
    const asked = await advised(asVendorsAsk, false);
    return report([
      { title: 'After the story', ...story },
      { title: 'The same calls, with grants as vendors ask for them', ...asked },
    ]);
  },
};

type Answer = Awaited<ReturnType<typeof findAdvice>>;

interface Measured {
  readonly clients: Answer['clients'];
  readonly requests: number;
  readonly itemsRead: number;
  readonly milliseconds: number;
}

async function advised(prepare: (world: World) => void, withStory: boolean): Promise<Measured> {
  const org = await watchOrg({});
  try {
    prepare(org.world);
    let hours = 0;
    for (const { afterHours, apply } of withStory ? demoStory : demoStory.slice(0, 1)) {
      await org.clock.sleep((afterHours - hours) * 3_600_000);
      hours = afterHours;
      apply(org.world);
      await org.scan({ afterHours: 0 });
    }
    const [named] = org.config.orgs ?? [];
    if (!named) throw new Error('the demo names no org');
    const before = org.store.consumption;
    const begun = performance.now();
    const { clients } = await findAdvice({ store: org.store, org: named, config: org.config, now: org.clock.now() });
    const after = org.store.consumption;
    return {
      clients,
      milliseconds: performance.now() - begun,
      requests: after.requests - before.requests,
      itemsRead: after.itemsRead - before.itemsRead,
    };
  } finally {
    await org.close();
  }
}

/** Wildcards and writing scopes: what one grants who has no time to choose. */
function asVendorsAsk(world: World): void {
  world.editRole(DEMO_ROLES.recorder, { add: ['recording:*:*', 'speechAndTextAnalytics:*:*', 'analytics:*:view'] });
  world.editRole(DEMO_ROLES.wallboard, { add: ['analytics:*:*', 'routing:*:*', 'directory:user:view'] });
  world.setClient(DEMO_CLIENTS.crm, {
    scope: ['analytics', 'conversations', 'external-contacts', 'routing', 'user-basic-info', 'users'],
  });
  world.setClient(DEMO_CLIENTS.legacy, { scope: ['conversations', 'user-basic-info', 'users', 'recordings'] });
}

function report(all: readonly (Measured & { readonly title: string })[]): Report {
  return {
    tables: all.map(tableOf),
    goals: all.flatMap(({ title, clients }) => [
      {
        goal: `${title}: every set proved the least, and none above a baseline`,
        figure: `${clients.length} clients`,
        isMet: clients.every(({ optimal, risk }) => optimal && risk.minimal <= Math.min(risk.greedy, risk.union)),
      },
    ]),
    notes: [
      'risk is in points of docs/risk-table.md; a wildcard weighs what its members do together',
      'the union is all that the operations list: what tools grant that read the API definition and do not choose',
      ...all.map(
        ({ title, requests, itemsRead, milliseconds }) =>
          `${title}: ${itemsRead} items in ${requests} requests to the store, ${Math.round(milliseconds)} ms for all clients`,
      ),
    ],
  };
}

function tableOf({ title, clients }: Measured & { readonly title: string }): Table {
  return {
    title,
    columns: [
      'client',
      'calls',
      'held',
      'least',
      'removed',
      'narrowed',
      'risk held',
      'least',
      'greedy',
      'union',
      'less than held',
    ],
    rows: clients.map(({ client, basis, keep, remove, narrow, minimal, risk }) => [
      client.name,
      basis.operations,
      keep.length + remove.length + narrow.length,
      minimal.length,
      remove.length,
      narrow.length,
      risk.now,
      risk.minimal,
      risk.greedy,
      risk.union,
      `${risk.now === 0 ? 0 : Math.round((1 - risk.minimal / risk.now) * 100)} %`,
    ]),
  };
}
