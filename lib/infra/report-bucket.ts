import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { FUNCTION_ENV } from '../env.ts';
import type { GuardianFunction } from './guardian-function.ts';

/** Properties of {@link ReportBucket}. */
export interface ReportBucketProps {
  /** Days after which a report is deleted. */
  readonly keptDays: number;
  /** Customer key that encrypts the reports. @default a key of S3 */
  readonly encryptionKey?: IKey | undefined;
  /** Whether deleting the stack may delete the bucket, if it is empty by then. @default RemovalPolicy.RETAIN */
  readonly removalPolicy?: RemovalPolicy | undefined;
}

/**
 * Where reports are put: private, encrypted, over TLS only. Each name is written once a day and never again, but for
 * `latest.html`, and a report can be made anew of the history: so there are no versions, which would outlive the days for
 * which reports are to be kept.
 */
export class ReportBucket extends Construct {
  readonly bucket: Bucket;
  readonly #key: IKey | undefined;

  constructor(scope: Construct, id: string, { keptDays, encryptionKey, removalPolicy }: ReportBucketProps) {
    super(scope, id);
    this.#key = encryptionKey;
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      ...(encryptionKey
        ? { encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      lifecycleRules: [
        { id: 'reports', expiration: Duration.days(keptDays), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN,
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Who reads reports is in CloudTrail, where its data events are switched on; access logs would need a second bucket ' +
        'that holds less than that and has to be looked after longer.',
    });
  }

  /** Lets a function write reports, and tells it where. It may read, list and delete none. */
  grantWrite(to: GuardianFunction): void {
    this.tell(to);
    const { fn } = to;
    Grant.addToPrincipal({ grantee: fn, actions: ['s3:PutObject'], resourceArns: [this.bucket.arnForObjects('*')] });
    this.#key?.grant(fn, 'kms:GenerateDataKey');
    Validations.of(fn.role ?? fn).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${this.#logicalId}.Arn>/*]`,
      reason: 'Names of reports hold the org and the day: the function may add any to this bucket, and nothing else.',
    });
  }

  /** Tells a function where reports are, and gives it no right to any. */
  tell({ fn }: GuardianFunction): void {
    fn.addEnvironment(FUNCTION_ENV.reports, this.bucket.bucketName);
  }

  get #logicalId(): string {
    return Stack.of(this).resolve(this.bucket.bucketName).Ref;
  }
}
