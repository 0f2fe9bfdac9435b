import { composeMessages, outboxSink, terminalSink } from '../alerts/index.ts';
import type { Workbench } from '../cli/workbench.ts';
import { FrozenClock, systemClock } from '../clock.ts';
import { type Environment, type LoadedConfig, loadConfig, parseConfig, readEnvironment } from '../config/index.ts';
import type { GuardianConfig, OrgConfig } from '../domain/manifest.ts';
import { UsageError } from '../errors.ts';
import { openGenesys, REGIONS } from '../genesys/index.ts';
import type { Clock } from '../ports.ts';
import { RULES } from '../rules/index.ts';
import { demoManifest } from '../simulator/index.ts';
import { openEmbeddedStore } from '../store/index.ts';
import { type DemoOrg, openDemoOrg } from './demo-org.ts';
import { type Home, homeAt } from './home.ts';

/** The machine that the guardian runs on. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
}

/** What is known of a guardian on this machine before anything is opened. */
export interface LocalSetup {
  readonly environment: Environment;
  readonly loaded: LoadedConfig;
  readonly config: GuardianConfig;
  readonly home: Home;
  readonly clock: Clock;
}

/** Names that `guardian.yaml` may use, and that only other layers know. */
export const KNOWN_NAMES = {
  rules: RULES.map(({ id }) => id),
  regions: REGIONS.flatMap(({ name, host }) => [name, host]),
};

/** Reads the environment and `guardian.yaml`. Throws a ConfigError with all that is wrong. */
export function localSetup({ env, workingFolder }: Machine, configFile?: string): LocalSetup {
  const loaded = loadConfig({ path: configFile, cwd: workingFolder, env, known: KNOWN_NAMES });
  const environment = readEnvironment(env, {
    configuredRegion: loaded.config.orgs?.[0]?.region,
    knownRegions: KNOWN_NAMES.regions,
  });
  const isBareDemo = environment.connection.kind === 'demo' && loaded.origin.kind === 'defaults';
  return {
    environment,
    loaded,
    config: isBareDemo ? parseConfig(demoManifest, 'the demo org').config : loaded.config,
    home: homeAt(environment.home, workingFolder),
    clock: environment.now ? new FrozenClock(environment.now) : systemClock,
  };
}

/**
 * The guardian on one machine: embedded store, alerts to terminal and outbox, the demo org without credentials.
 *
 * @param runningDemo a demo org that somebody else started and stops: the story moves its world while it scans it
 */
export function localWorkbench(setup: LocalSetup, runningDemo?: DemoOrg): Workbench {
  const { environment, config, home, clock } = setup;
  const { connection } = environment;
  const opened: (() => Promise<void>)[] = [];
  const store = once(async () => {
    const folder = connection.kind === 'demo' ? home.demoDatabase : home.database;
    const open = await openEmbeddedStore({ folder, retention: config.retention });
    opened.push(() => open.close());
    return open;
  });
  const demoOrg = once(async () => {
    if (runningDemo) return runningDemo;
    const demo = await openDemoOrg(home.folder, clock);
    opened.push(() => demo.simulator.close());
    return demo;
  });
  return {
    clock,
    rules: RULES,
    config,
    org: (name) => orgNamed(config, connection.kind, name),
    store,
    source: async (org, onProgress) => {
      const shared = { share: config.thresholds.apiShare, now: () => clock.now(), onProgress };
      if (connection.kind === 'demo') {
        const { simulator } = await demoOrg();
        const credentials = async () => simulator.credentials;
        // The simulator answers at once, and nobody else shares its limit.
        return openGenesys({ ...shared, gateway: simulator.url, credentials, share: 1, retry: { pollMs: 50 } });
      }
      const { clientId, clientSecret, gateway, region = org.region } = connection;
      return openGenesys({
        ...shared,
        ...(gateway && { gateway }),
        ...(region && { region }),
        credentials: async () => ({ clientId, clientSecret: clientSecret.reveal() }),
      });
    },
    compose: (run, payload) => composeMessages({ run, transitions: payload.transitions, settings: config.thresholds }),
    sinks: (write) => [outboxSink({ folder: home.outbox }), ...(write ? [terminalSink({ write })] : [])],
    ...(connection.kind === 'demo' && { note: DEMO_NOTE }),
    close: async () => {
      await Promise.all(opened.map((close) => close()));
    },
  };
}

const DEMO_NOTE =
  'no credentials are set: this is the bundled demo org (set GENESYS_CLIENT_ID and GENESYS_CLIENT_SECRET for yours)';

/** Opens at the first call; later calls get the same. */
function once<T>(open: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= open();
    return result;
  };
}

function orgNamed(config: GuardianConfig, kind: 'demo' | 'org', name: string | undefined): OrgConfig {
  const orgs = config.orgs ?? [{ ...DEFAULT_ORG, name: kind === 'demo' ? 'demo' : 'default' }];
  const names = orgs.map((org) => org.name).join(', ');
  if (name !== undefined) {
    const found = orgs.find((org) => org.name === name);
    if (!found) throw new UsageError(`guardian.yaml has no org '${name}'. Known: ${names}`);
    return found;
  }
  const [only, second] = orgs;
  if (!only || second) throw new UsageError(`say which org with --org: ${names}`);
  return only;
}

const DEFAULT_ORG = {
  billingDay: 1,
  enforceScopes: 'unknown',
  readAuthorizations: false,
  readIntegrations: true,
  readAudits: true,
} as const;
