import { operationName } from '../../domain/operation-name.ts';
import { Catalogue, type Origin } from './catalogue.ts';
import { definitionShape, operationShape } from './definition-shape.ts';
import { CatalogueError, type CatalogueNote } from './error.ts';
import { isScopeWord, METHODS } from './notation.ts';
import type { ApiOperation } from './operation.ts';
import { place, shapeNotes } from './place.ts';
import { readRequirement } from './requirement.ts';
import { normalTemplate } from './template.ts';

const KNOWN_METHODS: ReadonlySet<string> = new Set(METHODS.map((method) => method.toLowerCase()));

export interface ReadCatalogue {
  readonly catalogue: Catalogue;
  /** What the definition says in words that are no data: it was left out, and the operation marked `unreadable`. */
  readonly warnings: readonly CatalogueNote[];
}

/**
 * The catalogue of a Platform API definition (Swagger 2.0), as every region serves it at `/api/v2/docs/swagger`. Prose in
 * place of permissions is a warning. What would make an operation vanish, or look as if it needed less than it does, is
 * a problem, and the definition is refused: throws a `CatalogueError` with all of them.
 */
export function readDefinition(json: unknown, origin: Origin): ReadCatalogue {
  const read = definitionShape.safeParse(json);
  if (!read.success) throw new CatalogueError(shapeNotes(read.error, []));
  const { paths, basePath, security } = read.data;
  const reader = new DefinitionReader(security);
  for (const [path, members] of Object.entries(paths)) {
    for (const [member, value] of Object.entries(members)) {
      if (KNOWN_METHODS.has(member)) reader.read({ at: ['paths', path, member], path: `${basePath}/${path}`, value });
    }
  }
  return reader.finish(origin);
}

interface Member {
  readonly at: readonly string[];
  readonly path: string;
  readonly value: unknown;
}

class DefinitionReader {
  readonly #commonSecurity: readonly Readonly<Record<string, readonly string[]>>[];
  readonly #operations = new Map<string, ApiOperation>();
  readonly #problems: CatalogueNote[] = [];
  readonly #warnings: CatalogueNote[] = [];

  constructor(commonSecurity: readonly Readonly<Record<string, readonly string[]>>[]) {
    this.#commonSecurity = commonSecurity;
  }

  read({ at, path, value }: Member): void {
    const shape = operationShape.safeParse(value);
    if (!shape.success) {
      this.#problems.push(...shapeNotes(shape.error, at));
      return;
    }
    const { security = this.#commonSecurity, deprecated, 'x-inin-requires-permissions': required } = shape.data;
    const requirement = readRequirement(required, [...at, 'x-inin-requires-permissions']);
    this.#warnings.push(...requirement.warnings);
    if (deprecated !== undefined && typeof deprecated !== 'boolean') {
      this.#warnings.push({ place: place([...at, 'deprecated']), message: 'neither true nor false; taken for false' });
    }
    this.#add(at, {
      method: (at.at(-1) ?? '').toUpperCase(),
      template: this.#template(at, path),
      scopes: this.#scopes(at, security),
      ...requirement.need,
      deprecated: deprecated === true,
    });
  }

  finish(origin: Origin): ReadCatalogue {
    const operations = [...this.#operations.values()];
    if (this.#problems.length === 0 && operations.every(({ kind }) => kind === 'NONE')) {
      const message = `none of ${operations.length} operations names permissions: not a definition of Genesys Cloud`;
      this.#problems.push({ place: 'paths', message });
    }
    if (this.#problems.length > 0) throw new CatalogueError(this.#problems);
    return { catalogue: new Catalogue(origin, operations), warnings: this.#warnings };
  }

  #template(at: readonly string[], path: string): string {
    const template = normalTemplate(path);
    if (template === '' || /\s/.test(template)) {
      this.#problems.push({ place: place(at), message: `"${path}" is no template` });
    }
    return template;
  }

  /** Any one suffices, whatever Swagger says about lists of scopes. Source: docs/genesys.md, Scopes. */
  #scopes(at: readonly string[], security: readonly Readonly<Record<string, readonly string[]>>[]): string[] {
    const named = security.flatMap((schemes) => Object.values(schemes).flat());
    for (const word of named.filter((one) => !isScopeWord(one))) {
      this.#problems.push({ place: place([...at, 'security']), message: `"${word}" is no scope` });
    }
    return [...new Set(named)].sort();
  }

  #add(at: readonly string[], operation: ApiOperation): void {
    const name = operationName(operation);
    if (this.#operations.has(name)) this.#problems.push({ place: place(at), message: `${name} is defined twice` });
    this.#operations.set(name, operation);
  }
}
