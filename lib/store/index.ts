/** The guardian's memory: one DynamoDB table, on AWS or embedded. */

export { committedRunFilter } from '../table-shape.ts';
export { type EmbeddedStoreOptions, openEmbeddedStore } from './embedded.ts';
export { StoreError, type StoreErrorKind } from './error.ts';
export { parseRunKey } from './keys.ts';
export { openStore, type StoreOptions } from './store.ts';
