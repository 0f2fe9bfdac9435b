export type {
  Advice,
  AdvisedRole,
  CallCount,
  ClientEvidence,
  Confidence,
  Dependency,
  ExplainedCall,
  KnownCall,
  MappedCall,
  NoAdvice,
  Proof,
  UnmappedCall,
  Window,
} from './advice.ts';
export { type AdviceContext, type AdviceInShort, advise, adviseInShort, isAdvice } from './advise.ts';
export { type Enforcement, enforcementOf } from './enforcement.ts';
export { explainName, holderOf, type NameExplanation, type NameHolder, type NeedingCall } from './explain.ts';
export { type GroundContext, groundOf } from './ground.ts';
export { gainKey, grantKey } from './held-since.ts';
export { type Calls, mappedCalls } from './mapped-calls.ts';
export { type Simulation, simulateRemoval } from './simulate.ts';
