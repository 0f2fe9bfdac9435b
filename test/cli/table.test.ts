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

  it('is a record for each row in a terminal that is too narrow for all of it, with nothing cut', () => {
    expect(tableOf({ ...PLAIN_PAPER, columns: 40 }, COLUMNS, [...ROWS, ['Nameless', '', 'y-2']])).toBe(
      [
        'client   Acme Recorder Transcription',
        'finding  Role Acme Recorder gained directory:user:edit',
        'id       role-permissions-widened-7bd1',
        '',
        'client   株式会社レコーダ',
        'finding  Short',
        'id       x-1',
        '',
        'client   Nameless',
        'id       y-2',
      ].join('\n'),
    );
  });

  it('is a table in the narrowest terminal in which its texts still say something', () => {
    const least = 8 + 2 + 8 + 2 + 'role-permissions-widened-7bd1'.length;
    expect(tableOf({ ...PLAIN_PAPER, columns: least }, COLUMNS, ROWS)).toContain('Acme Re…');
    expect(tableOf({ ...PLAIN_PAPER, columns: least - 1 }, COLUMNS, ROWS)).not.toContain('…');
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
    ['a terminal with FORCE_COLOR=0', { isTTY: true }, { FORCE_COLOR: '0' }, false],
    ['a dumb terminal with FORCE_COLOR', { isTTY: true }, { FORCE_COLOR: '1', TERM: 'dumb' }, true],
    ['a terminal with CLICOLOR=0', { isTTY: true }, { CLICOLOR: '0' }, false],
    ['a pipe with CLICOLOR', {}, { CLICOLOR: '1' }, false],
    ['a pipe with CLICOLOR_FORCE', {}, { CLICOLOR_FORCE: '1' }, true],
    ['a pipe with NO_COLOR and CLICOLOR_FORCE', {}, { CLICOLOR_FORCE: '1', NO_COLOR: 'yes' }, false],
    ['a pipe with both', {}, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('of %s takes colour or not', (_what, stream, env, hasColour) => {
    expect(paperOf(stream, env).hasColour).toBe(hasColour);
    expect(paperOf(stream, env).paint.red('x') !== 'x').toBe(hasColour);
  });

  it.each([
    [{}, true],
    [{ LANG: 'de_DE.UTF-8' }, true],
    [{ LANG: 'en_US.utf8' }, true],
    [{ LANG: 'C' }, false],
    [{ LANG: 'de_DE.ISO-8859-1' }, false],
    [{ LANG: 'de_DE.UTF-8', LC_ALL: 'C' }, false],
    [{ LANG: 'C', LC_ALL: 'C.UTF-8' }, true],
    [{ LANG: 'de_DE.UTF-8', TERM: 'dumb' }, false],
  ])('of %j takes more than ASCII: %s', (env, hasUnicode) => {
    expect(paperOf({ isTTY: true }, env).hasUnicode).toBe(hasUnicode);
  });

  it('has columns on a terminal only', () => {
    expect(paperOf({ isTTY: true, columns: 100 }, {}).columns).toBe(100);
    expect(paperOf({ columns: 100 }, {}).columns).toBeUndefined();
    expect(paperOf({ isTTY: true, columns: 0 }, {}).columns).toBeUndefined();
  });
});
