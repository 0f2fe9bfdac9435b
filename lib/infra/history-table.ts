import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { FUNCTION_ENV } from '../env.ts';
import { TABLE_SHAPE } from '../table-shape.ts';
import type { GuardianFunction } from './guardian-function.ts';

/** Properties of {@link HistoryTable}. */
export interface HistoryTableProps {
  /** Customer key that encrypts the table. @default a key that AWS owns */
  readonly encryptionKey?: IKey | undefined;
  /** Whether deleting the stack may delete the history. @default RemovalPolicy.RETAIN */
  readonly removalPolicy?: RemovalPolicy | undefined;
}

/**
 * The one table of the guardian: runs, revisions, findings and usage of every org. The whole history hangs on it, so it
 * can be restored to any second of the last 35 days and is not deleted with the stack. Its stream is the outbox of
 * alerts: what a run committed is told from there.
 */
export class HistoryTable extends Construct {
  readonly table: TableV2;
  readonly #key: IKey | undefined;

  constructor(scope: Construct, id: string, props: HistoryTableProps = {}) {
    super(scope, id);
    const { partitionKey, sortKey, index, ttlAttribute } = TABLE_SHAPE;
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
    this.#key = props.encryptionKey;
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      sortKey: { name: sortKey, type: AttributeType.STRING },
      globalSecondaryIndexes: [
        {
          indexName: index.name,
          partitionKey: { name: index.partitionKey, type: AttributeType.STRING },
          sortKey: { name: index.sortKey, type: AttributeType.STRING },
        },
      ],
      billing: Billing.onDemand(),
      encryption: props.encryptionKey
        ? TableEncryptionV2.customerManagedKey(props.encryptionKey)
        : TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
      timeToLiveAttribute: ttlAttribute,
      dynamoStream: StreamViewType.NEW_IMAGE,
      removalPolicy,
    });
  }

  /** Lets a function read by key and by index. Never a Scan: every question is one Query. */
  grantRead({ fn }: GuardianFunction): void {
    fn.addEnvironment(FUNCTION_ENV.table, this.table.tableName);
    this.#grant(fn, ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query']);
    // Not the table's own grant: that would name every index there may ever be.
    const index = `${this.table.tableArn}/index/${TABLE_SHAPE.index.name}`;
    Grant.addToPrincipal({ grantee: fn, actions: ['dynamodb:Query'], resourceArns: [index] });
    this.#key?.grant(fn, 'kms:Decrypt', 'kms:DescribeKey');
  }

  /**
   * Lets a function read and add items. Nothing is ever deleted by hand: that is the TTL's work. Those that only answer
   * need it too: whoever comes first after a run that died finishes what it left behind.
   */
  grantReadWrite(to: GuardianFunction): void {
    this.grantRead(to);
    this.#grant(to.fn, ['dynamodb:PutItem', 'dynamodb:BatchWriteItem']);
    this.#key?.grant(to.fn, 'kms:Encrypt', 'kms:GenerateDataKey');
  }

  /** Lets a function follow the stream. */
  grantStream({ fn }: GuardianFunction): void {
    Grant.addToPrincipal({
      grantee: fn,
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      resourceArns: [this.streamArn],
    });
  }

  get streamArn(): string {
    const { tableStreamArn } = this.table;
    if (tableStreamArn === undefined) throw new Error('the history table has no stream');
    return tableStreamArn;
  }

  #grant(grantee: IGrantable, actions: string[]): void {
    Grant.addToPrincipal({ grantee, actions, resourceArns: [this.table.tableArn] });
  }
}
