import { RemovalPolicy, Stack, Tokenization, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { secretNameOf } from '../env.ts';
import type { GuardianFunction } from './guardian-function.ts';
import { secretArn, secretArnOf } from './secret-arn.ts';
import type { OrgSettings } from './settings.ts';

/** Properties of {@link Credentials}. */
export interface CredentialsProps {
  readonly orgs: readonly OrgSettings[];
  /** Customer key of the secrets that the stack makes. @default the account's key for Secrets Manager */
  readonly encryptionKey?: IKey | undefined;
  /**
   * What the names of all secrets start with. The policy then names this prefix and not each secret: IAM policies hold
   * about 90 ARNs. All orgs have to name a secret that starts with it. @default each secret is named
   */
  readonly secretNamePrefix?: string | undefined;
}

/**
 * A secret for each org, with the id and the secret of the guardian's own client in Genesys. The stack makes it empty
 * (`guardian setup` fills it), or refers to one that is there. No value ever stands in a template.
 */
export class Credentials extends Construct {
  /** Name of the secret by the name of the org. */
  readonly secretNames: Readonly<Record<string, string>>;
  readonly #arns: readonly string[];
  readonly #key: IKey | undefined;

  constructor(scope: Construct, id: string, { orgs, encryptionKey, secretNamePrefix }: CredentialsProps) {
    super(scope, id);
    this.#key = encryptionKey;
    this.secretNames = Object.fromEntries(orgs.map((org) => [org.name, secretNameOf(org)]));
    if (secretNamePrefix === undefined) {
      if (orgs.length > MOST_NAMED_SECRETS) {
        throw new Error(
          `${orgs.length} orgs are more than a policy can name secrets of (${MOST_NAMED_SECRETS}): give every org a ` +
            'secretName with the same beginning, and that beginning as secretNamePrefix',
        );
      }
      this.#arns = orgs.map((org) =>
        org.secretName === undefined ? this.#create(org) : secretArnOf(this, org.secretName),
      );
      return;
    }
    const strangers = orgs.filter(({ secretName }) => secretName?.startsWith(secretNamePrefix) !== true);
    if (secretNamePrefix.length < 3 || strangers.length > 0) {
      const names = strangers.map(({ name }) => name).join(', ') || 'none';
      throw new Error(
        `secretNamePrefix \`${secretNamePrefix}\` needs three characters, and every org a secretName that starts with it; without: ${names}`,
      );
    }
    this.#arns = [secretArn(this, `${secretNamePrefix}*`)];
  }

  /** Lets a function read the credentials of these orgs, and nothing else of Secrets Manager. */
  grantRead({ fn }: GuardianFunction): void {
    Grant.addToPrincipal({ grantee: fn, actions: ['secretsmanager:GetSecretValue'], resourceArns: [...this.#arns] });
    this.#key?.grant(fn, 'kms:Decrypt');
    for (const arn of this.#arns.filter((name) => name.endsWith('*'))) {
      Validations.of(fn.role ?? fn).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${this.#nagTextOf(arn)}]`,
        reason: 'A policy holds about 90 ARNs: a deployment of more orgs names what all its secrets start with.',
      });
    }
  }

  /** An ARN as cdk-nag writes it: what is only known when it is deployed stands in angle brackets. */
  #nagTextOf(arn: string): string {
    return Tokenization.reverseString(arn)
      .mapTokens({ mapToken: (token) => `<${Stack.of(this).resolve(token).Ref}>` })
      .join({ join: (left, right) => `${left ?? ''}${right ?? ''}` });
  }

  #create(org: OrgSettings): string {
    // Not the L2: it puts a random value in, which would look like credentials that are wrong.
    const secret = new CfnSecret(this, idOf(org.name), {
      name: secretNameOf(org),
      description: `Client id and secret of the OAuth guardian in the Genesys Cloud org ${org.name}`,
      ...(this.#key && { kmsKeyId: this.#key.keyArn }),
    });
    // The value can be made again in Genesys, and a name that is left behind would be in the way of a new stack.
    secret.applyRemovalPolicy(RemovalPolicy.DESTROY);
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Genesys Cloud has one secret for each client and no overlap of two, so a rotation by machine would be an outage: ' +
        'docs/runbook.md tells how to rotate with a second client.',
    });
    return secret.ref;
  }
}

/** A role's own policies have 10,240 characters at most; an ARN of a secret is about 110 of them. */
const MOST_NAMED_SECRETS = 80;

/** CDK takes no `/` in an id. */
function idOf(name: string): string {
  return name.replaceAll('/', '|');
}
