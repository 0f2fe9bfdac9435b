import type { Read } from '../../../lib/domain/coverage.ts';
import { catalogueInUse, catalogueToReplace, provenanceOf } from '../../../lib/jobs/catalogue/catalogue-file.ts';
import { type PermissionAwareness, updateCatalogue } from '../../../lib/jobs/catalogue/update-catalogue.ts';
import { type ApiOperation, Catalogue, writeCatalogue } from '../../../lib/privilege/catalogue/index.ts';
import { memoryFile } from './support.ts';

const ORIGIN = { source: 'a test', date: '2026-07-01' };
const operations = Array.from(
  { length: 20 },
  (_, index): ApiOperation => ({
    method: 'GET',
    template: `/api/v2/things/${index}`,
    scopes: ['things'],
    kind: 'ANY',
    permissions: ['things:thing:view'],
    unreadable: false,
    deprecated: false,
  }),
);
const known = new Catalogue(ORIGIN, operations);

/** A definition of the first so many of the known operations. */
function definition(count = 20, permission = 'things:thing:view') {
  const paths = operations.slice(0, count).map(({ template }) => [
    template,
    {
      get: {
        security: [{ oauth: ['things'] }],
        'x-inin-requires-permissions': { type: 'ANY', permissions: [permission] },
      },
    },
  ]);
  return { swagger: '2.0', paths: Object.fromEntries(paths) };
}

const aware = (items: readonly PermissionAwareness[]): Read<PermissionAwareness> => ({
  items,
  coverage: { status: 'complete', count: items.length, asOf: '2026-11-20T00:00:00.000Z' },
});

function update(options: Partial<Parameters<typeof updateCatalogue>[0]> & { readonly json?: unknown }) {
  return updateCatalogue({
    given: { source: 'a region', content: { json: 'json' in options ? options.json : definition() } },
    before: { catalogue: known, place: 'bundled' },
    awareness: undefined,
    file: memoryFile(),
    today: '2026-11-20',
    isDryRun: false,
    isForced: false,
    ...options,
  });
}

describe('updateCatalogue', () => {
  it('keeps what it read, with where it is from', async () => {
    const file = memoryFile();
    expect(await update({ file })).toMatchObject({ isKept: true, diff: { added: [], removed: [], changed: [] } });
    expect(provenanceOf(await catalogueInUse(file))).toEqual({
      source: 'a region',
      date: '2026-11-20',
      operations: 20,
      place: 'local',
      path: file.path,
    });
  });

  it('keeps nothing on a dry run, whatever was lost', async () => {
    const file = memoryFile('as it was');
    expect(await update({ file, isDryRun: true, json: definition(3) })).toMatchObject({ isKept: false });
    expect(file.text).toBe('as it was');
  });

  it('refuses a definition that lost a large share of operations', async () => {
    const file = memoryFile('as it was');
    await expect(update({ file, json: definition(17) })).rejects.toThrow(/lacks 3 of the 20[\s\S]*--force/);
    expect(file.text).toBe('as it was');
  });

  it('takes it where somebody insists', async () => {
    expect((await update({ json: definition(17), isForced: true })).diff.removed).toHaveLength(3);
  });

  it('takes one that lost a few', async () => {
    expect((await update({ json: definition(18) })).diff.removed).toHaveLength(2);
  });

  it.each([[{}], ['text'], [{ swagger: '2.0', paths: {} }], [null]])(
    'refuses %j, which is no definition',
    async (json) => {
      await expect(update({ json })).rejects.toThrow();
    },
  );

  it('learns what divisions restrict, and does not call that a change', async () => {
    const awareness = aware([{ permission: 'things:thing:view', divisionAware: true }]);
    const { diff, divisionsLearnt, after, divisionsUnknown } = await update({ awareness });
    expect({ changed: diff.changed, divisionsLearnt, divisionsUnknown }).toEqual({
      changed: [],
      divisionsLearnt: 20,
      divisionsUnknown: undefined,
    });
    expect(after.operations.every(({ divisionAware }) => divisionAware)).toBe(true);
  });

  it('does not forget it where it could not be read again, unless the permissions are others', async () => {
    const learnt = new Catalogue(
      ORIGIN,
      operations.map((operation) => ({ ...operation, divisionAware: true })),
    );
    const before = { catalogue: learnt, place: 'local' } as const;
    const failed: Read<PermissionAwareness> = {
      items: [],
      coverage: { status: 'failed', count: 0, asOf: '2026-11-20T00:00:00.000Z', reason: '503' },
    };
    const same = await update({ before, awareness: failed });
    expect(same).toMatchObject({ divisionsUnknown: '503', diff: { changed: [] } });
    const other = await update({ before, awareness: failed, json: definition(20, 'things:other:view') });
    expect(other.after.operations.some(({ divisionAware }) => divisionAware !== undefined)).toBe(false);
  });

  it('takes a catalogue that another guardian keeps', async () => {
    const given = { source: 'a file', content: { text: writeCatalogue(known) } };
    expect((await update({ given })).after.origin).toEqual(ORIGIN);
  });
});

describe('a damaged catalogue', () => {
  const damaged = writeCatalogue(known).replace('/7', '/x');

  it('is never replaced by the bundled one in silence', async () => {
    await expect(catalogueInUse(memoryFile(damaged))).rejects.toThrow(
      /catalogue.txt: this catalogue is damaged: run 'guardian catalogue update'/,
    );
  });

  it('can be replaced', async () => {
    expect(await catalogueToReplace(memoryFile(damaged))).toMatchObject({
      place: 'bundled',
      damage: expect.any(String),
    });
    expect(await catalogueToReplace(memoryFile())).not.toHaveProperty('damage');
  });
});
