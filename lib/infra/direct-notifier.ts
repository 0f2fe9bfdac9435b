import { Grant } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { GuardianFunction } from './guardian-function.ts';
import { FUNCTIONS } from './plan.ts';
import { RunFollower, type RunFollowerDefaults } from './run-follower.ts';
import { secretArnOf } from './secret-arn.ts';
import { grantSendMail } from './ses-grant.ts';
import type { AlertSettings } from './settings.ts';

/** Properties of {@link DirectNotifier}. */
export interface DirectNotifierProps extends RunFollowerDefaults {
  readonly alerts: AlertSettings;
  /** Customer key of the secret that signs. @default the account's key for Secrets Manager */
  readonly encryptionKey?: IKey | undefined;
}

/**
 * Hands what committed runs found to webhooks, and to SES. A function of its own: an endpoint that hangs holds up no
 * topic, its code is nobody's burden who uses neither, and it may do only what it is there for.
 */
export class DirectNotifier extends RunFollower {
  constructor(scope: Construct, id: string, { alerts, encryptionKey, ...props }: DirectNotifierProps) {
    super(scope, id, {
      handler: 'direct',
      description: 'Hands what committed runs found to webhooks and to SES',
      ...FUNCTIONS.direct,
      ...props,
    });
    const { webhooks, webhookSecretName, ses } = alerts;
    if (webhooks.length > 0 && webhookSecretName !== undefined) {
      grantReadKey(this, webhookSecretName, encryptionKey);
    }
    if (ses) grantSendMail(this, ses.from);
  }
}

/** True if a deployment has a channel that takes no way over the topic. */
export function hasDirectChannels({ webhooks, ses }: AlertSettings): boolean {
  return webhooks.length > 0 || ses !== undefined;
}

function grantReadKey({ fn }: GuardianFunction, secretName: string, encryptionKey: IKey | undefined): void {
  Grant.addToPrincipal({
    grantee: fn,
    actions: ['secretsmanager:GetSecretValue'],
    resourceArns: [secretArnOf(fn, secretName)],
  });
  encryptionKey?.grant(fn, 'kms:Decrypt');
}
