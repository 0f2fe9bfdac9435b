/** The columns that the catalogue wants, in any order; others are left alone. */
const COLUMNS = ['method', 'path', 'scopes', 'permType', 'permissions', 'deprecated'] as const;

/**
 * A table of operations (comma-separated, a header line, lists within a cell separated by spaces) as the definition that
 * it was made from, so that both take the same door. Throws if a column is missing or a line has too few or too many cells.
 */
export function definitionOfTable(text: string): unknown {
  const [head = '', ...rows] = text.trimEnd().split(/\r?\n/);
  const names = head.split(',');
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new Error(`no column ${missing.join(', ')} in: ${head}`);
  const paths = new Map<string, Map<string, unknown>>();
  for (const [index, row] of rows.entries()) {
    const cells = row.split(',');
    if (cells.length !== names.length || row.includes('"'))
      throw new Error(`line ${index + 2} has no ${names.length} plain cells`);
    const cell = (column: (typeof COLUMNS)[number]) => cells[names.indexOf(column)] ?? '';
    const methods = paths.get(cell('path')) ?? new Map<string, unknown>();
    paths.set(cell('path'), methods.set(cell('method').toLowerCase(), operationOf(cell)));
  }
  return {
    swagger: '2.0',
    paths: Object.fromEntries([...paths].map(([path, methods]) => [path, Object.fromEntries(methods)])),
  };
}

function operationOf(cell: (column: (typeof COLUMNS)[number]) => string): unknown {
  const permissions = words(cell('permissions'));
  return {
    security: [{ 'PureCloud OAuth': words(cell('scopes')) }],
    deprecated: cell('deprecated') === 'True',
    ...(cell('permType') === '' ? {} : { 'x-inin-requires-permissions': { type: cell('permType'), permissions } }),
  };
}

function words(text: string): string[] {
  return text.split(' ').filter(Boolean);
}
