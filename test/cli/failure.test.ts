import { failureOf } from '../../lib/cli/failure.ts';
import { ConfigError } from '../../lib/config/index.ts';
import { NothingKnownError, UsageError } from '../../lib/errors.ts';
import { StoreError } from '../../lib/store/index.ts';

describe('a failure', () => {
  it.each([
    ['a mistake in the call', new UsageError('say which org'), 'guardian: say which org\n'],
    [
      'a mistake in the configuration',
      new ConfigError([{ file: 'guardian.yaml', line: 3, column: 5, path: 'orgs', message: 'wrong' }]),
      'guardian: guardian.yaml:3:5 orgs: wrong\n',
    ],
    [
      'a store that cannot be used',
      new StoreError({ kind: 'full', what: 'Full', fix: 'Make room' }),
      'guardian: Full. Make room\n',
    ],
  ])('that is %s says what to mend and ends with 2', (_what, error, text) => {
    expect(failureOf(error, false)).toEqual({ text, exitCode: 2 });
  });

  it('that is a question before the first scan ends with 3, for there is no answer yet', () => {
    expect(failureOf(new NothingKnownError('prod'), false)).toEqual({
      text: "guardian: nothing is known of org 'prod' yet: run 'guardian scan' first\n",
      exitCode: 3,
    });
  });

  it('that is ours ends with 3, for what was asked was not answered', () => {
    expect(failureOf(new TypeError('x is undefined'), false)).toEqual({
      text: 'guardian: unexpected failure: x is undefined (set GUARDIAN_DEBUG=1 to see where)\n',
      exitCode: 3,
    });
    expect(failureOf('a string', false).text).toContain('unexpected failure: a string');
  });

  it('shows its stack to those who want it', () => {
    expect(failureOf(new TypeError('x is undefined'), true).text).toMatch(/x is undefined\n {4}at /);
  });

  it('that quotes a name does not let it steer the terminal', () => {
    const { text } = failureOf(new UsageError("no client 'x'. Known: Acme\u001b[2J\u202e"), false);
    expect(text).toBe("guardian: no client 'x'. Known: Acme\ufffd[2J\ufffd\n");
  });
});
