/** All of the catalogue. Functions import `platform-catalogue.ts` alone: the reader of definitions brings zod into a bundle. */
export { Catalogue, type Match, type Origin } from './catalogue.ts';
export { type CatalogueCounts, catalogueCounts, type ScopeCounts, scopeCounts } from './counts.ts';
export { type CatalogueDiff, type Changeable, type ChangedOperation, catalogueDiff } from './diff.ts';
export { withDivisionAwareness } from './division-awareness.ts';
export { CatalogueError, type CatalogueNote } from './error.ts';
export { type ApiOperation, type PermissionKind, permissionsKnown } from './operation.ts';
export { parseCatalogue } from './parse.ts';
export { matchPath, pathOf } from './path-match.ts';
export { platformCatalogue } from './platform-catalogue.ts';
export { type ReadCatalogue, readDefinition } from './read-definition.ts';
export { normalTemplate, templateKey } from './template.ts';
export { subscribesToTopics, TOPICS_UNKNOWN } from './topic-subscription.ts';
export { writeCatalogue } from './write.ts';
