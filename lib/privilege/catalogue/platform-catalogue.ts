import type { Catalogue } from './catalogue.ts';
import { parseCatalogue } from './parse.ts';
import { PLATFORM_API } from './platform-api.ts';

let parsed: Catalogue | undefined;

/** The catalogue that comes with the guardian. Parsed when it is first asked for, and once in a process. */
export function platformCatalogue(): Catalogue {
  parsed ??= parseCatalogue(PLATFORM_API);
  return parsed;
}
