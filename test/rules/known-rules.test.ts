import { RULES } from '../../lib/rules/index.ts';
import { KNOWN_RULES } from '../../lib/rules/known-rules.ts';

describe('the list of known rules', () => {
  it('is that of the rules themselves', () => {
    expect(KNOWN_RULES).toEqual(RULES.map(({ id, needs }) => ({ id, needs })));
  });
});
