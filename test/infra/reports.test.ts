import { RemovalPolicy } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { oneOrg, resourcesOf, templateOf } from './guardian-stack.ts';

const template = templateOf();

describe('the bucket of the reports', () => {
  it('is private, encrypted, of its owner alone, and keeps no versions', () => {
    template.resourceCountIs('AWS::S3::Bucket', 1);
    template.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      VersioningConfiguration: Match.absent(),
    });
  });

  it('refuses what does not come over TLS, or over an old one', () => {
    const refuses = (Condition: object) => Match.objectLike({ Effect: 'Deny', Action: 's3:*', Condition });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          refuses({ Bool: { 'aws:SecureTransport': 'false' } }),
          refuses({ NumericLessThan: { 's3:TlsVersion': 1.2 } }),
        ]),
      },
    });
  });

  it('lets nobody in by its own policy', () => {
    const policies = Object.values(template.findResources('AWS::S3::BucketPolicy'));
    const effects = policies.flatMap(({ Properties }) =>
      Properties.PolicyDocument.Statement.map(({ Effect }: { Effect: string }) => Effect),
    );
    expect(new Set(effects)).toEqual(new Set(['Deny']));
  });

  it('forgets reports after the days that guardian.yaml gives', () => {
    const expiring = (ExpirationInDays: number) => ({
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays, Status: 'Enabled' })] },
    });
    template.hasResourceProperties('AWS::S3::Bucket', expiring(400));
    templateOf(`${oneOrg}retention: { reportsDays: 30 }\n`).hasResourceProperties('AWS::S3::Bucket', expiring(30));
  });

  it('outlives the stack, unless that is for a trial', () => {
    template.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    templateOf(undefined, { removalPolicy: RemovalPolicy.DESTROY }).hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Delete',
    });
  });

  it('is not there where no reports are wanted, nor is their function, its alarm, or its output', () => {
    const without = templateOf(`${oneOrg}schedules: { report: off }\n`);
    without.resourceCountIs('AWS::S3::Bucket', 0);
    expect(without.toJSON().Outputs).not.toHaveProperty('ReportsBucketName');
    const names = [...resourcesOf(without, 'AWS::CloudWatch::Alarm', z.object({ AlarmName: z.string() })).values()];
    expect(names.map(({ AlarmName }) => AlarmName)).not.toContain('Watcher-Guardian: Failures (report)');
    expect(JSON.stringify(without.toJSON())).not.toContain('GUARDIAN_REPORTS_BUCKET');
  });
});
