import { SNSClient } from '@aws-sdk/client-sns';
import { testMessage } from '../alerts/notices.ts';
import { snsSink } from '../alerts/sinks/sns.ts';
import type { Workbench } from '../cli/workbench.ts';
import { type GuardianConfig, type OrgConfig, OrgSchema } from '../domain/manifest.ts';
import { UsageError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import { RULES } from '../rules/index.ts';
import { openStore } from '../store/store.ts';
import { clientSettings } from './client-settings.ts';
import { once } from './handler.ts';
import { chosenOrg } from './org-choice.ts';
import { readOnly } from './read-only.ts';
import type { StackParts } from './stack.ts';

export interface StackWorkbenchOptions {
  readonly stack: StackParts;
  /** The `guardian.yaml` of this machine: thresholds and vendors. What it lacks of orgs, the stack knows. */
  readonly config: GuardianConfig;
  readonly clock: Clock;
  readonly gateway?: string | undefined;
}

/**
 * A deployed guardian, looked at from outside: its history is only read, and nothing is sent but the test alert that
 * somebody asks for.
 */
export function stackWorkbench({ stack, config, clock, gateway }: StackWorkbenchOptions): Workbench {
  const orgs = stackOrgs(stack, config);
  const store = once(() => readOnly(openStore({ table: stack.table, retention: config.retention })));
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
    sinks: () => [snsSink({ client: new SNSClient(clientSettings()), topicArn: stack.topic })],
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
