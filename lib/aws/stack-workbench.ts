import { SNSClient } from '@aws-sdk/client-sns';
import { testMessage } from '../alerts/notices.ts';
import type { Workbench } from '../cli/workbench.ts';
import { type GuardianConfig, type OrgConfig, OrgSchema } from '../domain/manifest.ts';
import { UsageError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import { RULES } from '../rules/index.ts';
import { openStore } from '../store/store.ts';
import { channelChecks } from './channel-checks.ts';
import { clientSettings } from './client-settings.ts';
import { directSinks } from './direct-sinks.ts';
import { once } from './handler.ts';
import { chosenOrg } from './org-choice.ts';
import { actsOnly, readOnly } from './read-only.ts';
import { reportCheck } from './report-check.ts';
import type { StackParts } from './stack.ts';
import { topicSink } from './topic-sink.ts';

export interface StackWorkbenchOptions {
  readonly stack: StackParts;
  /** The `guardian.yaml` of this machine: thresholds and vendors. What it lacks of orgs, the stack knows. */
  readonly config: GuardianConfig;
  readonly clock: Clock;
  readonly gateway?: string | undefined;
  /** True for commands by which somebody decides: the history then takes what they decide. */
  readonly takesActs?: boolean;
}

/**
 * A deployed guardian, looked at from outside: its history is only read, except for what people decide, and nothing is
 * sent but the test alert that somebody asks for.
 */
export function stackWorkbench({ stack, config, clock, gateway, takesActs }: StackWorkbenchOptions): Workbench {
  const orgs = stackOrgs(stack, config);
  const store = once(() => {
    const opened = openStore({ table: stack.table, retention: config.retention });
    return takesActs ? actsOnly(opened) : readOnly(opened);
  });
  let isOpen = false;
  return {
    clock,
    rules: RULES,
    config,
    org: (name) => chosenOrg(orgs, name),
    store: async () => {
      isOpen = true;
      return store();
    },
    source: async (org, { onProgress }) => {
      // Loaded by those who ask Genesys: the SDK takes longer to load than history takes to read.
      const { genesysSources } = await import('./genesys-sources.ts');
      return genesysSources({ share: config.thresholds.apiShare, gateway, now: () => clock.now(), onProgress })(org);
    },
    compose: () => {
      throw new UsageError(SENDS_BY_ITSELF);
    },
    plainNotice: () => {
      throw new UsageError(SENDS_BY_ITSELF);
    },
    testMessage: (org) => testMessage({ org, now: clock.now() }),
    sinks: () => [topicSink(stack.topic, config.alerts, clock), ...directSinks(config.alerts, clock)],
    channelChecks: async (org) => {
      isOpen = true;
      const { topic, operators } = stack;
      const client = new SNSClient(clientSettings());
      const { alerts } = config;
      const now = clock.now();
      return [
        ...(await channelChecks({ client, topic, operators, alerts, store: store(), now }, org.name)),
        ...(stack.reports === undefined ? [] : [await reportCheck({ store: store(), org: org.name, config, now })]),
      ];
    },
    note: `this is the deployed guardian of the stack ${stack.name}`,
    close: async () => {
      if (isOpen) await store().close();
    },
  };
}

const SENDS_BY_ITSELF = 'a deployed guardian sends its alerts by itself';

/** Orgs as `guardian.yaml` describes them, else by name alone; in both cases with the secret that the stack made. */
export function stackOrgs({ secrets }: StackParts, { orgs }: GuardianConfig): OrgConfig[] {
  const known = orgs ?? Object.keys(secrets).map((name) => OrgSchema.parse({ name }));
  return known.map((org) => {
    const secretName = secrets[org.name] ?? org.secretName;
    return { ...org, ...(secretName !== undefined && { secretName }) };
  });
}
