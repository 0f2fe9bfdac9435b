import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { SCOPE_CATALOGUE } from '../../../lib/domain/scope-catalogue.ts';
import {
  type ApiOperation,
  type Catalogue,
  catalogueCounts,
  catalogueDiff,
  permissionsKnown,
  platformCatalogue,
  readDefinition,
  scopeCounts,
} from '../../../lib/privilege/catalogue/index.ts';
import { catalogueModule } from '../../../scripts/catalogue/module.ts';
import { definitionOfTable } from '../../../scripts/catalogue/table.ts';
import { definitionSubset, itWithSubset, itWithTable, operationsTable } from './support/shared.ts';

const catalogue = platformCatalogue();
const MODULE = join(__dirname, '../../../lib/privilege/catalogue/platform-api.ts');

describe('the catalogue that comes with the guardian', () => {
  it('holds the operations of July 2026', () => {
    expect(catalogueCounts(catalogue)).toEqual({
      operations: 3180,
      templates: 2139,
      any: 2006,
      all: 803,
      none: 371,
      unreadable: 9,
      deprecated: 149,
      scopes: 134,
      permissions: 1399,
    });
  });

  it('holds their scopes', () => {
    expect(scopeCounts(catalogue)).toEqual({
      withoutScope: 51,
      eitherForm: 1658,
      severalFamilies: 30,
      readonlyButNotGet: 244,
      getWithoutReadonly: 8,
    });
  });

  it('uses the scopes whose risk the guardian knows, and no other', () => {
    expect(catalogue.scopes).toEqual([...SCOPE_CATALOGUE.keys()].sort());
  });

  // "content_management_user", "They are enforced by the backend": words that are no permission, and nothing beside them.
  it('does not know the permissions of six operations', () => {
    expect(catalogue.operations.filter((operation) => !permissionsKnown(operation)).map(nameOf)).toEqual([
      'DELETE /api/v2/contentmanagement/documents/{documentId}',
      'GET /api/v2/contentmanagement/documents/{documentId}',
      'POST /api/v2/contentmanagement/documents/{documentId}',
      'GET /api/v2/contentmanagement/documents/{documentId}/content',
      'POST /api/v2/contentmanagement/documents/{documentId}/content',
      'GET /api/v2/userrecordings/{recordingId}/transcoding',
    ]);
  });

  // Beside real permissions they name "admin", which no role can give.
  it('knows those of three more, in part', () => {
    expect(catalogue.operations.filter((one) => one.unreadable && permissionsKnown(one)).map(nameOf)).toEqual([
      'DELETE /api/v2/users/{userId}',
      'PATCH /api/v2/users/{userId}',
      'POST /api/v2/users/{userId}/invite',
    ]);
  });

  it('says nothing of divisions, for the API definition does not', () => {
    expect(catalogue.operations.filter(({ divisionAware }) => divisionAware !== undefined)).toEqual([]);
  });

  it('is parsed once', () => {
    expect(platformCatalogue()).toBe(catalogue);
  });

  it('weighs less than 150 kB', () => {
    expect(readFileSync(MODULE).byteLength).toBeLessThan(150_000);
  });
});

describe('each operation of the catalogue', () => {
  it('is found as usage writes it, and is the only one of its method and key', () => {
    const lost = catalogue.operations.filter(
      (operation) => foundBy(catalogue, operation.method, operation.template.slice(1)) !== operation,
    );
    expect(lost).toEqual([]);
  });

  it('is found under any names of its parameters, with slashes, case and encoding of other sources', () => {
    const name = fc.stringMatching(/^[\w. -]{0,8}$/);
    const writing = fc.record({
      names: fc.array(name, { minLength: 8, maxLength: 8 }),
      base: fc.constantFrom('/api/v2/', 'api/v2/', '/', '', '//api//v2//'),
      end: fc.constantFrom('', '/', '//'),
      braces: fc.constantFrom(['{', '}'], ['%7B', '%7D'], ['%7b', '%7d']),
      isLower: fc.boolean(),
    });
    fc.assert(
      fc.property(writing, ({ names, base, end, braces: [open, close], isLower }) => {
        const lost = catalogue.operations.filter(({ method, template }) => {
          let index = 0;
          const path = template
            .slice('/api/v2/'.length)
            .replace(/\{[^}]*\}/g, () => `${open}${names[index++]}${close}`);
          return (
            nameIn(catalogue, isLower ? method.toLowerCase() : method, `${base}${path}${end}`) !==
            nameOf({ method, template })
          );
        });
        expect(lost).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('can be told from one whose literal stands where it has a parameter', () => {
    expect(nameIn(catalogue, 'GET', 'api/v2/users/me')).toBe('GET /api/v2/users/me');
    expect(nameIn(catalogue, 'GET', 'api/v2/users/{me}')).toBe('GET /api/v2/users/{userId}');
  });
});

describe('the file of the catalogue', () => {
  itWithTable('is what scripts/catalogue/build.ts makes of the facts', () => {
    const read = readDefinition(definitionOfTable(operationsTable()), catalogue.origin);
    expect(catalogueModule(read.catalogue)).toBe(readFileSync(MODULE, 'utf8'));
  });

  itWithSubset("holds the operations of Genesys' definition, as they stand there", () => {
    const subset = readDefinition(definitionSubset(), catalogue.origin);
    const { added, changed } = catalogueDiff(catalogue, subset.catalogue);
    expect([...added, ...changed]).toEqual([]);
    expect(subset.warnings.map(({ message }) => message)).toEqual([
      '"admin" is no permission',
      '"admin" is no permission',
    ]);
    expect(subset.catalogue.operations).toHaveLength(127);
  });
});

function nameOf({ method, template }: Pick<ApiOperation, 'method' | 'template'>): string {
  return `${method} ${template}`;
}

function foundBy(known: Catalogue, method: string, template: string): ApiOperation | undefined {
  const match = known.find(method, template);
  return match.kind === 'mapped' ? match.operation : undefined;
}

function nameIn(known: Catalogue, method: string, template: string): string | undefined {
  const operation = foundBy(known, method, template);
  return operation && nameOf(operation);
}
