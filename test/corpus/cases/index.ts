import type { Case } from '../case.ts';
import { AUTHORIZATION_CASES } from './authorizations.ts';
import { CLIENT_CASES } from './clients.ts';
import { GUARDIAN_CASES } from './guardian.ts';
import { LIFE_CYCLE_CASES } from './life-cycle.ts';
import { NEED_CASES } from './needs.ts';
import { REACH_CASES } from './reach.ts';
import { READ_CASES } from './reads.ts';
import { ROLE_CASES } from './roles.ts';
import { SCOPE_CASES } from './scopes.ts';
import { SIGN_IN_CASES } from './sign-in.ts';
import { USAGE_CASES } from './usage.ts';

/** Every case. A new rule gets its hits, near misses and unknowns in the file of its kind. */
export const CASES: readonly Case[] = [
  ...SCOPE_CASES,
  ...ROLE_CASES,
  ...REACH_CASES,
  ...SIGN_IN_CASES,
  ...CLIENT_CASES,
  ...AUTHORIZATION_CASES,
  ...USAGE_CASES,
  ...NEED_CASES,
  ...GUARDIAN_CASES,
  ...READ_CASES,
  ...LIFE_CYCLE_CASES,
];
