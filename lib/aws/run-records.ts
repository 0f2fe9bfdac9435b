import type { DynamoDBRecord } from 'aws-lambda';
import { UsageError } from '../errors.ts';
import { parseRunKey } from '../store/keys.ts';

/**
 * Work on the org of a stream's record. Several runs of one org in a batch are worked on once: the work looks at all
 * that is new by itself, and two at once might say things twice.
 */
export function oncePerOrg(work: (org: string) => Promise<void>): (record: DynamoDBRecord) => Promise<void> {
  const begun = new Map<string, Promise<void>>();
  return (record) => {
    const org = orgOfRecord(record);
    const working = begun.get(org) ?? work(org);
    begun.set(org, working);
    return working;
  };
}

function orgOfRecord({ dynamodb, eventID }: DynamoDBRecord): string {
  const { pk, sk } = dynamodb?.Keys ?? {};
  const run = pk?.S !== undefined && sk?.S !== undefined ? parseRunKey({ pk: pk.S, sk: sk.S }) : undefined;
  if (!run) throw new UsageError(`the stream's record ${eventID ?? ''} is no run: is its filter committedRunFilter?`);
  return run.org;
}
