import { RULES } from '../../lib/rules/index.ts';

/** Rules that have no cases yet. Take a rule out and write its cases: the test names what is missing. */
const WITHOUT_CASES: readonly string[] = [];

/** The rules that the corpus judges, in the order of the catalogue. */
export const JUDGED_RULES = RULES.filter(({ id }) => !WITHOUT_CASES.includes(id));
