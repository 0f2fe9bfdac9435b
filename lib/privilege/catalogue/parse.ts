import { operationName } from '../../domain/operation-name.ts';
import { Catalogue } from './catalogue.ts';
import { catalogueCounts } from './counts.ts';
import { CatalogueError, type CatalogueNote } from './error.ts';
import { COUNT_NAMES, digestOf, type Header, readHeader } from './header.ts';
import type { ApiOperation } from './operation.ts';
import { NotationError, OperationLineReader } from './operation-line-reader.ts';

const GROUP = /^group ((?:\/[^/\s]+)+)(?: scope=(\S+))?(?: domain=(\S+))?$/;
const LINE = /^( *)((?:\/[^/\s]+)*) ?(.*)$/;

/**
 * The catalogue that `writeCatalogue` wrote, from this package or from elsewhere. Throws a `CatalogueError` with every
 * line that cannot be read, and if the header counts or hashes another text: one that was cut off, or edited by hand and
 * half done, is no catalogue with fewer operations. Format: docs/catalogue.md.
 */
export function parseCatalogue(text: string): Catalogue {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const header = readHeader(lines);
  const { operations, problems } = readBody(lines, header.lines);
  if (problems.length > 0) throw new CatalogueError(problems);
  const catalogue = new Catalogue(header.origin, operations);
  const faults = [...repeated(catalogue), ...miscounts(header, catalogue)];
  if (faults.length > 0) throw new CatalogueError(faults);
  if (digestOf(lines.slice(header.lines)) !== header.digest) {
    throw new CatalogueError([
      { place: 'header, sha256', message: 'is not that of the text, which was changed by hand' },
    ]);
  }
  return catalogue;
}

interface Body {
  readonly operations: readonly ApiOperation[];
  readonly problems: readonly CatalogueNote[];
}

/** `from`: how many lines the header takes. */
function readBody(lines: readonly string[], from: number): Body {
  const operations: ApiOperation[] = [];
  const problems: CatalogueNote[] = [];
  const reader = new BodyReader();
  for (let index = from; index < lines.length; index += 1) {
    try {
      const operation = reader.read(lines[index] ?? '');
      if (operation) operations.push(operation);
    } catch (error) {
      if (!(error instanceof NotationError)) throw error;
      problems.push({ place: `line ${index + 1}`, message: error.message });
    }
  }
  return { operations, problems };
}

/** Knows where in the tree of paths the text has come to. */
class BodyReader {
  #reader = new OperationLineReader({ scope: undefined, domain: undefined });
  /** The path at each depth; the group's at 0. */
  readonly #paths: string[] = [];

  /** The operation on the line, if there is one. Throws a `NotationError`. */
  read(line: string): ApiOperation | undefined {
    const [, group, scope, domain] = GROUP.exec(line) ?? [];
    if (group !== undefined) {
      this.#reader = new OperationLineReader({ scope, domain });
      this.#paths.splice(0, this.#paths.length, group);
      return undefined;
    }
    const [, indent = '', path = '', rest = ''] = LINE.exec(line) ?? [];
    const above = this.#paths[indent.length - 1];
    if (above === undefined) throw new NotationError(`stands below no path: "${line}"`);
    const template = `${above}${path}`;
    this.#paths.length = indent.length;
    if (path !== '') this.#paths.push(template);
    return path !== '' && rest === '' ? undefined : this.#reader.read(rest, template);
  }
}

function repeated({ operations }: Catalogue): CatalogueNote[] {
  return operations
    .filter(({ method, template }, index) => {
      const next = operations[index + 1];
      return next?.template === template && next.method === method;
    })
    .map((operation) => ({ place: operationName(operation), message: 'stands in the text more than once' }));
}

function miscounts(header: Header, catalogue: Catalogue): CatalogueNote[] {
  const counts = catalogueCounts(catalogue);
  return COUNT_NAMES.filter((name) => counts[name] !== header.counts[name]).map((name) => ({
    place: `header, ${name}`,
    message: `says ${header.counts[name]}, the text holds ${counts[name]}: it is cut off, or was changed by hand`,
  }));
}
