/** Names of the table's keys, index and attributes: the construct that makes the table and the store that uses it share them. */
export const TABLE_SHAPE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  index: { name: 'gsi1', partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
  ttlAttribute: 'expires',
} as const;
