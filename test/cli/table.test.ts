import stringWidth from 'string-width';
import { PLAIN_PAPER, paperOf } from '../../lib/cli/render/paper.ts';
import { tableOf } from '../../lib/cli/render/table.ts';

const COLUMNS = [{ title: 'client', isFlexible: true }, { title: 'finding', isFlexible: true }, { title: 'id' }];
const ROWS = [
  ['Acme Recorder Transcription', 'Role Acme Recorder gained directory:user:edit', 'role-permissions-widened-7bd1'],
  ['株式会社レコーダ', 'Short', 'x-1'],
];
const widest = (table: string) => Math.max(...table.split('\n').map((line) => stringWidth(line)));

describe('a table', () => {
  it('is whole in a pipe', () => {
    expect(tableOf(PLAIN_PAPER, COLUMNS, ROWS)).toBe(
      [
        'client                       finding                                        id',
        'Acme Recorder Transcription  Role Acme Recorder gained directory:user:edit  role-permissions-widened-7bd1',
        '株式会社レコーダ             Short                                          x-1',
      ].join('\n'),
    );
  });

  it.each([60, 80, 100])('fits a terminal of %i columns by shortening its texts, never its ids', (columns) => {
    const table = tableOf({ ...PLAIN_PAPER, columns }, COLUMNS, ROWS);
    expect(widest(table)).toBeLessThanOrEqual(columns);
    expect(table).toContain('…');
    expect(table).toContain('role-permissions-widened-7bd1');
  });

  it('leaves something to read in a terminal that is too narrow for all of it', () => {
    expect(tableOf({ ...PLAIN_PAPER, columns: 10 }, COLUMNS, ROWS)).toContain('Acme Re…');
  });

  it('carries colour on paper that takes it, and is as wide with it as without', () => {
    const terminal = paperOf({ isTTY: true, columns: 80 }, {});
    const table = tableOf(terminal, COLUMNS, ROWS);
    expect(table).toContain('\u001b[1mclient');
    expect(widest(table)).toBeLessThanOrEqual(80);
  });

  it('of nothing is its head', () => {
    expect(tableOf(PLAIN_PAPER, COLUMNS, [])).toBe('client  finding  id');
  });
});

describe('paper', () => {
  it.each([
    ['a terminal', { isTTY: true }, {}, true],
    ['a pipe', {}, {}, false],
    ['a pipe of a CI system', {}, { CI: 'true' }, false],
    ['a terminal with NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR', { isTTY: true }, { NO_COLOR: '' }, true],
    ['a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, false],
    ['a pipe with FORCE_COLOR', {}, { FORCE_COLOR: '1' }, true],
    ['a pipe with FORCE_COLOR=0', {}, { FORCE_COLOR: '0' }, false],
    ['a pipe with both', {}, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('of %s takes colour or not', (_what, stream, env, hasColour) => {
    expect(paperOf(stream, env).hasColour).toBe(hasColour);
    expect(paperOf(stream, env).paint.red('x') !== 'x').toBe(hasColour);
  });

  it('has columns on a terminal only', () => {
    expect(paperOf({ isTTY: true, columns: 100 }, {}).columns).toBe(100);
    expect(paperOf({ columns: 100 }, {}).columns).toBeUndefined();
    expect(paperOf({ isTTY: true, columns: 0 }, {}).columns).toBeUndefined();
  });
});
