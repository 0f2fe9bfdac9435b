import { existsSync } from 'node:fs';
import { composeDigest } from '../alerts/digest.ts';
import { bodyHtml } from '../alerts/html/body-html.ts';
import { outboxSink, plainNotice, runComposer, terminalSink, testMessage } from '../alerts/index.ts';
import type { Screen, SourceOptions, Workbench } from '../cli/workbench.ts';
import { FrozenClock, systemClock } from '../clock.ts';
import { type Environment, type LoadedConfig, loadConfig, parseConfig, readEnvironment } from '../config/index.ts';
import type { GuardianConfig, OrgConfig } from '../domain/manifest.ts';
import { ENV } from '../env.ts';
import { UsageError } from '../errors.ts';
import { REGIONS } from '../genesys/region.ts';
import type { AlertSink, Clock } from '../ports.ts';
import { RULES } from '../rules/index.ts';
import { demoManifest } from '../simulator/index.ts';
import { openEmbeddedStore } from '../store/index.ts';
import { localWebhooks, stuckChecks } from './channels.ts';
import type { DemoOrg } from './demo-org.ts';
import { type Home, homeAt } from './home.ts';
import { keepNames } from './names-file.ts';

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
  /** Where commands write what they are not told another place for. */
  readonly workingFolder: string;
  readonly clock: Clock;
  /** The region that the environment names: it goes before those of guardian.yaml. */
  readonly region?: string;
  /** True for commands that only look: where no history is kept yet, none is begun. */
  readonly onlyLooks?: boolean;
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
    configuredRegion: loaded.config.orgs?.find(({ region }) => region)?.region,
    knownRegions: KNOWN_NAMES.regions,
  });
  const region = env[ENV.region]?.trim();
  return {
    environment,
    loaded,
    // The demo org has a manifest of its own: judged by another one it would pass for one of somebody's own orgs.
    config: environment.connection.kind === 'demo' ? parseConfig(demoManifest, 'the demo org').config : loaded.config,
    home: homeAt(environment.home, workingFolder),
    workingFolder,
    clock: environment.now ? new FrozenClock(environment.now) : systemClock,
    ...(region && { region }),
  };
}

/**
 * The guardian on one machine: embedded store, alerts to terminal and outbox, the demo org without credentials.
 *
 * @param runningDemo a demo org that somebody else started and stops: the story moves its world while it scans it
 */
export function localWorkbench(setup: LocalSetup, runningDemo?: DemoOrg): Workbench {
  const { environment, config, home, workingFolder, clock } = setup;
  const { connection } = environment;
  const opened: (() => Promise<void>)[] = [];
  let asksGenesys = false;
  const store = once(async () => {
    const folder = connection.kind === 'demo' ? home.demoDatabase : home.database;
    const isKept = !setup.onlyLooks || existsSync(folder);
    const open = await openEmbeddedStore({ ...(isKept && { folder }), retention: config.retention });
    opened.push(() => open.close());
    return open;
  });
  const demoOrg = once(async () => {
    if (runningDemo) return runningDemo;
    const { openDemoOrg } = await import('./demo-org.ts');
    const demo = await openDemoOrg(home.folder, clock);
    opened.push(() => demo.simulator.close());
    return demo;
  });
  const outbox = outboxSink({ folder: home.outbox });
  const channels = [outbox, ...localWebhooks(config.alerts, { key: environment.webhookKey, clock })];
  return {
    clock,
    rules: RULES,
    config,
    org: (name) => orgNamed(config, connection.kind, name),
    store,
    source: async (org, options: SourceOptions) => {
      asksGenesys = true;
      // Loaded by those who ask Genesys: the SDK takes longer to load than history takes to read.
      const { openGenesys } = await import('../genesys/index.ts');
      const shared = { ...options, share: config.thresholds.apiShare, now: () => clock.now() };
      if (connection.kind === 'demo') {
        const { simulator } = await demoOrg();
        const credentials = async () => simulator.credentials;
        // The simulator answers at once, and nobody else shares its limit.
        return openGenesys({ ...shared, gateway: simulator.url, credentials, share: 1, retry: { pollMs: 50 } });
      }
      const { clientId, clientSecret, gateway } = connection;
      const region = setup.region ?? org.region;
      return openGenesys({
        ...shared,
        ...(gateway && { gateway }),
        ...(region && { region }),
        credentials: async () => ({ clientId, clientSecret: clientSecret.reveal() }),
      });
    },
    compose: runComposer(config, { timeZone: localTimeZone(), html: bodyHtml }),
    plainNotice,
    testMessage: (org) => testMessage({ org, now: clock.now() }),
    sinks: (screen) => [...channels, ...(screen ? [screenSink(screen)] : [])],
    channelChecks: async (org) => stuckChecks(await store(), org.name, channels, clock.now()),
    digest: {
      sink: outbox,
      compose: (facts) => composeDigest({ ...facts, timeZone: localTimeZone(), html: bodyHtml }),
      findReport: async (org) => {
        // Loaded by the one scan a day that sends a digest.
        const { reportsIn } = await import('./newest-report.ts');
        return reportsIn(workingFolder)(org);
      },
    },
    ...noteOf(setup),
    close: async () => {
      // Whoever asked Genesys may have learnt names, and has the history open.
      if (asksGenesys && opened.length > 0) {
        await keepNames({ folder: home.folder, store: await store(), config, orgs: orgsOf(config) });
      }
      await Promise.all(opened.map((close) => close()));
    },
  };
}

/** Readers of mails and terminals on this machine read its time. UTC where it does not know its zone. */
function localTimeZone(): string {
  // Undefined for a TZ that names no zone, whatever its type says.
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

function screenSink({ write, paper }: Screen): AlertSink {
  return terminalSink({ write, colour: paper.hasColour });
}

function noteOf({ environment, loaded }: LocalSetup): Pick<Workbench, 'note'> {
  if (environment.connection.kind === 'demo') {
    const aside = loaded.origin.kind === 'file' ? `; ${loaded.origin.path} is left aside` : '';
    return { note: `${DEMO_NOTE}${aside}` };
  }
  return loaded.origin.kind === 'defaults' ? { note: DEFAULTS_NOTE } : {};
}

const DEMO_NOTE = `no credentials are set: this is the bundled demo org (set ${ENV.clientId} and ${ENV.clientSecret} for yours)`;
const DEFAULTS_NOTE = 'there is no guardian.yaml: every client is judged by its first sighting';

/** Opens at the first call; later calls get the same. */
function once<T>(open: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= open();
    return result;
  };
}

function orgsOf(config: GuardianConfig): readonly OrgConfig[] {
  return config.orgs ?? [{ ...DEFAULT_ORG, name: 'default' }];
}

function orgNamed(config: GuardianConfig, kind: 'demo' | 'org', name: string | undefined): OrgConfig {
  const orgs = orgsOf(config);
  const names = orgs.map((org) => org.name).join(', ');
  if (name !== undefined) {
    const found = orgs.find((org) => org.name === name);
    if (found) return found;
    if (kind === 'demo') {
      throw new UsageError(
        `org '${name}' cannot be read without credentials: set ${ENV.clientId} and ${ENV.clientSecret} ` +
          `(without them there is only the demo org: --org ${DEMO_ORG})`,
      );
    }
    throw new UsageError(`guardian.yaml has no org '${name}'. Known: ${names}`);
  }
  const [only, second] = orgs;
  if (!only || second) throw new UsageError(`say which org with --org: ${names}`);
  return only;
}

/** The name under which the history of the bundled demo org is kept. */
export const DEMO_ORG = 'demo';

const DEFAULT_ORG = {
  billingDay: 1,
  enforceScopes: 'unknown',
  readAuthorizations: false,
  readIntegrations: true,
  readAudits: true,
} as const;
