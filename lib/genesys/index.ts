/** The only place that knows the Genesys Cloud SDK. */
export { type DefinitionOptions, fetchDefinition, type ServedDefinition } from './definition.ts';
export { ERROR_KINDS, type ErrorFacts, type ErrorKind, GenesysError } from './errors.ts';
export type { Fetch } from './http.ts';
export { readPermissionCatalogue } from './permission-catalogue.ts';
export { type Endpoints, REGIONS, type Region, RegionError, resolveEndpoints, resolveRegion } from './region.ts';
export type { RetryOptions } from './retry.ts';
export { type GenesysOptions, openGenesys } from './source.ts';
export type { Credentials } from './token.ts';
