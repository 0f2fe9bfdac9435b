export type { BlastRadius, Power, PowerKind, PowerSource, Reach } from './blast.ts';
export { blastRadius } from './blast-radius.ts';
