/** Reading `guardian.yaml` and the environment: what the rest of the product needs of it. */
export { DEFAULT_CONFIG_FILE, type LoadedConfig, loadConfig, type ParsedConfig, parseConfig } from './config-file.ts';
export type { KnownNames } from './cross-checks.ts';
export {
  type Connection,
  DEFAULT_HOME,
  type Environment,
  type EnvironmentOptions,
  type OrgConnection,
  readEnvironment,
} from './environment.ts';
export { ConfigError, type Problem, pathText, problemLine } from './problem.ts';
export { Secret } from './secret.ts';
