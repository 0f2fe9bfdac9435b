import type { StoreConsumption } from '../ports.ts';

/** Counts what the database says it charged, and how many requests (retries included) that took. */
export class ConsumptionMeter implements StoreConsumption {
  requests = 0;
  readUnits = 0;
  writeUnits = 0;
  itemsRead = 0;
  itemsWritten = 0;

  read(items: number, answer: Answer): void {
    this.itemsRead += items;
    this.readUnits += unitsOf(answer);
    this.requests += answer.$metadata.attempts ?? 1;
  }

  wrote(items: number, answer: Answer): void {
    this.itemsWritten += items;
    this.writeUnits += unitsOf(answer);
    this.requests += answer.$metadata.attempts ?? 1;
  }

  /** A request that was refused: a condition that did not hold. */
  refused(): void {
    this.requests += 1;
  }
}

interface Capacity {
  readonly CapacityUnits?: number | undefined;
}

interface Answer {
  readonly $metadata: { readonly attempts?: number | undefined };
  readonly ConsumedCapacity?: Capacity | readonly Capacity[] | undefined;
}

function unitsOf({ ConsumedCapacity: consumed }: Answer): number {
  if (consumed === undefined) return 0;
  const all = 'length' in consumed ? consumed : [consumed];
  return all.reduce((sum, { CapacityUnits: units }) => sum + (units ?? 0), 0);
}
