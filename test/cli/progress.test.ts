import { PassThrough } from 'node:stream';
import { progressOn } from '../../lib/cli/progress.ts';

function stream(isTTY: boolean): { readonly target: NodeJS.WriteStream; text(): string } {
  let text = '';
  const move = () => true;
  const target = Object.assign(new PassThrough(), {
    isTTY,
    columns: 80,
    cursorTo: move,
    clearLine: move,
    moveCursor: move,
  });
  target.on('data', (part: Buffer) => {
    text += part.toString();
  });
  return { target: target as unknown as NodeJS.WriteStream, text: () => text };
}

describe('progress', () => {
  it('is a line each where nobody watches', () => {
    const { target, text } = stream(false);
    const progress = progressOn(target, false, {});
    progress.say('reading prod');
    progress.say('an answer with \u001b[2J\nin it');
    progress.stop();
    expect(text()).toBe('guardian: reading prod\nguardian: an answer with \ufffd[2J\ufffdin it\n');
  });

  it.each([{ TERM: 'dumb' }, { CI: 'true' }])('is a line each on a terminal of %j', (env) => {
    const { target, text } = stream(true);
    const progress = progressOn(target, false, env);
    progress.say('reading prod');
    progress.stop();
    expect(text()).toBe('guardian: reading prod\n');
  });

  it('is nothing for those who want quiet', () => {
    const { target, text } = stream(true);
    const progress = progressOn(target, true, {});
    progress.say('reading prod');
    progress.stop();
    expect(text()).toBe('');
  });

  it('leaves a terminal as it was: no line, and the cursor shown', () => {
    const { target, text } = stream(true);
    const progress = progressOn(target, false, {});
    progress.note('this is the demo org');
    progress.say('reading prod');
    progress.stop();
    expect(text()).toMatch(/^guardian: this is the demo org\n/);
    expect(text()).not.toContain('guardian: reading');
    const hidden = text().lastIndexOf('\u001b[?25l');
    expect(hidden === -1 || text().lastIndexOf('\u001b[?25h') > hidden).toBe(true);
  });
});
