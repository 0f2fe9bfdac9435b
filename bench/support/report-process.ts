/** Makes one report of a stored history, in a process that has done nothing before. */
import { DAY_MS } from '../../lib/domain/day.ts';
import { reportFacts } from '../../lib/jobs/queries/report/index.ts';
import { pageScript } from '../../lib/page-bundle.ts';
import { reportHtml } from '../../lib/report/index.ts';
import { RULES } from '../../lib/rules/index.ts';
import { openEmbeddedStore } from '../../lib/store/index.ts';
import { answerRequests } from './channel.ts';
import { consumedSince } from './generated-org.ts';
import { historyConfig } from './long-history.ts';
import { cpuMsOf } from './measure.ts';
import { HISTORY, type ReportCost, reportRequestSchema } from './report-protocol.ts';

answerRequests(async (raw): Promise<ReportCost> => {
  const { folder, now, days } = reportRequestSchema.parse(raw);
  const config = historyConfig(HISTORY);
  const org = config.orgs?.[0];
  if (!org) throw new Error('the manifest names no org');
  const store = await openEmbeddedStore({ folder });
  try {
    const [script, scriptMs] = await timed(pageScript);
    const before = store.consumption;
    const since = new Date(Date.parse(now) - days * DAY_MS).toISOString();
    const { cpuMs, result } = await cpuMsOf(async () => {
      const [facts, factsMs] = await timed(() =>
        reportFacts({ store, org, config, rules: RULES, since, now: new Date(now) }),
      );
      const [html, pageMs] = await timed(() => reportHtml(facts, { script }));
      return { facts, factsMs, bytes: Buffer.byteLength(html), pageMs };
    });
    const { facts, factsMs, pageMs, bytes } = result;
    const { requests, itemsRead, readUnits } = consumedSince(store, before);
    return {
      days,
      factsMs,
      pageMs,
      scriptMs,
      cpuMs,
      bytes,
      requests,
      itemsRead,
      readUnits,
      clients: facts.clients.length,
      findings: facts.findings.length,
      events: facts.events.length,
    };
  } finally {
    await store.close();
  }
});

async function timed<T>(work: () => T | Promise<T>): Promise<readonly [T, number]> {
  const begun = performance.now();
  const result = await work();
  return [result, performance.now() - begun];
}
