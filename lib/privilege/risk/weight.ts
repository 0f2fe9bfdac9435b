/** One reason for the weight of a grant. */
export interface WeightPart {
  readonly points: number;
  /** In a few words, as "changes" or "opens 12 operations". */
  readonly what: string;
}

/** How risky it is to grant a name: the sum of its parts by the published risk table, never below 1. */
export interface RiskWeight {
  readonly name: string;
  readonly weight: number;
  /** The parts that add anything, in the order of the table. */
  readonly parts: readonly WeightPart[];
  /** A sentence: what the name opens, or what is worst of it. */
  readonly reason: string;
}

/** The weight of a scope or of a permission. */
export type Weigh = (name: string) => RiskWeight;

export function weightOf({ name, parts, reason }: Omit<RiskWeight, 'weight'>): RiskWeight {
  const counted = parts.filter(({ points }) => points > 0);
  return { name, weight: counted.reduce((sum, { points }) => sum + points, 0), parts: counted, reason };
}

/** Example: `212: changes (50) + high risk (150) + opens 12 operations (12). Changes recordings of calls.` */
export function explainWeight({ weight, parts, reason }: RiskWeight): string {
  return `${weight}: ${parts.map(({ what, points }) => `${what} (${points})`).join(' + ')}. ${reason}`;
}
