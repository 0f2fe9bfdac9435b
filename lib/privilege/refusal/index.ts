export type { Matter } from './error-codes.ts';
export { explainRefusal } from './explain-refusal.ts';
export type {
  ExplainedCallNeed,
  Explanation,
  GivingRole,
  HeldPermission,
  NamedCall,
  RefusalCase,
  Verdict,
} from './explanation.ts';
export type { FailedAnswer } from './failed-answer.ts';
export { readAnswer } from './read-answer.ts';
