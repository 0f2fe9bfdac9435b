/**
 * The guardian's table: string keys, one overloaded index with all attributes, and a TTL attribute that only saves
 * space. The construct that makes the table and the store that uses it share these names.
 */
export const TABLE_SHAPE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  index: { name: 'gsi1', partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
  ttlAttribute: 'expires',
} as const;

/** Event filter of the table's stream: new run records only. The key tells which: `parseRunKey` of `lib/store`. */
export const committedRunFilter = {
  eventName: ['INSERT'],
  dynamodb: { NewImage: { type: { S: ['run'] } } },
} as const;
