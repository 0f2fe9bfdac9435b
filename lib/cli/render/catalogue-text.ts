import { operationName } from '../../domain/operation-name.ts';
import { changeWords } from '../../jobs/catalogue/callers.ts';
import { type CatalogueProvenance, provenanceOf } from '../../jobs/catalogue/catalogue-file.ts';
import type { CatalogueFigures } from '../../jobs/catalogue/describe-catalogue.ts';
import type { CatalogueUpdate } from '../../jobs/catalogue/update-catalogue.ts';
import type { UpdateAbout } from './catalogue-document.ts';
import { catalogueWords } from './explain-text.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { addedLine, count, plural, removedLine } from './style.ts';

/** What changed between two catalogues: what our clients call first, for that can break. */
export function catalogueUpdateText(
  { before, after, diff, divisionsLearnt, divisionsUnknown, warnings, isKept }: CatalogueUpdate,
  { path, callersOf, paper }: UpdateAbout & { readonly paper: Paper },
): string {
  const { bold, dim } = paper.paint;
  const { added, removed, changed } = diff;
  const whom = (operation: Operation) => {
    const callers = callersOf?.(operation) ?? [];
    return callers.length === 0 ? '' : ` — called by ${callers.map(({ name }) => safe(name)).join(', ')}`;
  };
  const calledFirst = <T extends Operation>(operations: readonly T[]) =>
    [...operations].sort((a, b) => Number(whom(b) !== '') - Number(whom(a) !== ''));
  const lines = [
    `Present  ${catalogueWords(provenanceOf(before))}`,
    `New      ${safe(after.origin.source)} of ${after.origin.date}, ${count(after.operations.length)} operations.`,
    '',
    bold(`${count(added.length)} added, ${count(removed.length)} removed, ${count(changed.length)} changed`),
    ...cut(calledFirst(removed).map((one) => removedLine(`${operationName(one)}${whom(one)}`, paper))),
    ...cut(
      calledFirst(changed.map((change) => ({ ...change, ...change.before }))).flatMap((change) => [
        `~ ${safe(operationName(change))}${whom(change)}`,
        ...changeWords(change).map((words) => `    ${safe(words)}`),
      ]),
    ),
    ...cut(added.map((one) => addedLine(operationName(one), paper))),
    ...(callersOf ? [] : [dim('No calls are known yet, so nobody can say which of these concern your clients.')]),
    ...(divisionsLearnt > 0
      ? [`Of ${plural(divisionsLearnt, 'operation')} it is known now whether divisions restrict them.`]
      : []),
    ...(divisionsUnknown === undefined
      ? []
      : [`Which permissions divisions restrict was not read: ${safe(divisionsUnknown)}.`]),
    ...(warnings.length > 0
      ? ['', `${plural(warnings.length, 'place')} of the definition could not be read as data:`]
      : []),
    ...cut(warnings.map(({ place, message }) => `  ${safe(place)}: ${safe(message)}`)),
    '',
    isKept ? `Kept in ${safe(path)}: advise and explain go by it.` : 'Nothing was kept (--dry-run).',
  ];
  return `${lines.join('\n')}\n`;
}

/** Which catalogue answers go by, and what is in it. */
export function catalogueShownText(shown: CatalogueProvenance & CatalogueFigures, _paper: Paper): string {
  const { operations, templates, any, all, none, unreadable, deprecated, scopes, permissions, divisionsKnown } = shown;
  return [
    catalogueWords(shown),
    `  ${count(operations)} operations at ${count(templates)} templates; ${count(deprecated)} deprecated`,
    `  permissions: ${count(any)} want any of some, ${count(all)} all of some, ${count(none)} none; ${count(unreadable)} name something unreadable`,
    `  ${count(permissions)} different permissions, ${count(scopes)} different scopes`,
    `  divisions: known of ${count(divisionsKnown)} operations${divisionsKnown === 0 ? ' (guardian catalogue update reads it with credentials)' : ''}`,
    '',
  ].join('\n');
}

interface Operation {
  readonly method: string;
  readonly template: string;
}

const MOST_LINES = 40;

/** A page of them: the document has all. */
function cut(lines: readonly string[]): string[] {
  const rest = lines.length - MOST_LINES;
  return rest <= 0 ? [...lines] : [...lines.slice(0, MOST_LINES), `  and ${count(rest)} more lines (--json has all)`];
}
