import type { FrozenClock } from '../../lib/clock.ts';
import type { Finding } from '../../lib/domain/finding.ts';
import type { GuardianConfig } from '../../lib/domain/manifest.ts';
import { evidenceDigest } from '../../lib/domain/triage.ts';
import { accept } from '../../lib/jobs/acts/accept.ts';
import { acknowledge, waive } from '../../lib/jobs/acts/triage.ts';
import type { Store } from '../../lib/ports.ts';
import type { Scene } from './case.ts';
import { configOf, type Manifest } from './manifest.ts';
import { TODAY } from './org.ts';
import { JUDGED_RULES } from './rules.ts';

/** What people decide in a case, by the real acts. */
export function decisions(options: {
  readonly store: Store;
  readonly clock: FrozenClock;
  readonly manifest: () => Manifest;
}): Pick<Scene, 'acknowledge' | 'waive' | 'waiveInManifest' | 'accept'> {
  const { store, clock, manifest } = options;
  const by = 'Kim Novak';
  const about = (): Parameters<typeof acknowledge>[0] & { config: GuardianConfig } => {
    return { store, clock, org: 'corpus', config: configOf(manifest()), by, owner: 'Platform team', ids: [] };
  };
  const openOf = async (rule: string): Promise<Finding[]> => {
    const run = await store.latestRun('corpus');
    const findings = await store.unresolvedFindings('corpus', run?.openDigest);
    return findings.filter((finding) => finding.rule === rule);
  };
  const idsOf = async (rule: string) => (await openOf(rule)).map(({ id }) => id);
  return {
    acknowledge: async (rule) => {
      await acknowledge({ ...about(), ids: await idsOf(rule) });
    },
    waive: async (rule, days) => {
      const until = new Date(clock.now().getTime() + days * 86_400_000).toISOString();
      await waive({ ...about(), ids: await idsOf(rule), reason: 'The vendor moves in spring', until });
    },
    waiveInManifest: async (rule, until) => {
      for (const finding of await openOf(rule)) {
        const reason = 'The vendor moves in spring';
        manifest().waivers.push({
          finding: finding.id,
          evidence: evidenceDigest(finding),
          reason,
          by,
          on: TODAY,
          until,
        });
      }
    },
    accept: async (client) => {
      const { config, ...rest } = about();
      const [org] = config.orgs ?? [];
      if (!org) throw new Error('the manifest names no org');
      await accept({
        ...rest,
        config,
        org,
        client,
        rules: JUDGED_RULES,
        manifest: () => {
          throw new Error(`${client} is managed: its case has to edit the manifest`);
        },
      });
    },
  };
}
