import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { AwsCall, Refusal } from './door.ts';
import { ACCOUNT, REGION } from './emulator.ts';
import { askIam, askRest } from './plain-api.ts';
import type { ClientSettings } from './stage.ts';

/** What a call needs: an action, on a resource where the call names one. */
export interface Need {
  readonly action: string;
  readonly resource?: string;
}

/** An attempt that the caller's role does not allow. */
export interface Denial {
  readonly caller: string;
  readonly need: Need;
}

/**
 * Holds what the functions do against the policies of their roles: the emulator itself allows everything to everybody.
 * Conditions are not judged: a statement that has one counts as if it were met.
 */
export class RolePermissions {
  readonly denials: Denial[] = [];
  readonly #endpoint: string;
  readonly #clients;
  readonly #statements = new Map<string, Promise<readonly Statement[]>>();
  readonly #keys = new Map<string, Promise<string | undefined>>();

  constructor(client: ClientSettings) {
    this.#endpoint = client.endpoint;
    this.#clients = {
      secrets: new SecretsManagerClient(client),
      sns: new SNSClient(client),
      sqs: new SQSClient(client),
    };
  }

  /** A guard for the door: refuses as AWS does. */
  readonly guard = async (call: AwsCall): Promise<Refusal | undefined> => {
    const { caller } = call;
    if (caller === undefined) return undefined;
    const statements = await this.#ofFunction(caller);
    for (const need of await this.#needsOf(call)) {
      if (allows(statements, need)) continue;
      this.denials.push({ caller, need });
      const message = `${caller} is not authorized to perform: ${need.action} on resource: ${need.resource ?? '*'}`;
      // SNS has a code of its own.
      const code = call.action.startsWith('sns:') ? 'AuthorizationError' : 'AccessDeniedException';
      return { status: code === 'AuthorizationError' ? 403 : 400, code, message };
    }
    return undefined;
  };

  /** Whether a role, by its ARN, may do something. */
  async roleAllows(roleArn: string, need: Need): Promise<boolean> {
    return allows(await this.#ofRole(roleArn.split('/').at(-1) ?? ''), need);
  }

  #ofFunction(name: string): Promise<readonly Statement[]> {
    return this.#once(this.#statements, `function ${name}`, async () => {
      const { Role } = FunctionConfiguration.parse(
        await askRest(this.#endpoint, 'lambda', `/2015-03-31/functions/${name}/configuration`),
      );
      return this.#ofRole(Role.split('/').at(-1) ?? '');
    });
  }

  #ofRole(name: string): Promise<readonly Statement[]> {
    return this.#once(this.#statements, `role ${name}`, async () => {
      const listing = await askIam(this.#endpoint, { Action: 'ListRolePolicies', RoleName: name });
      const policies = [...listing.matchAll(/<member>([^<]+)<\/member>/g)].map(([, policy = '']) => policy);
      return (await Promise.all(policies.map((policy) => this.#ofPolicy(name, policy)))).flat();
    });
  }

  async #ofPolicy(role: string, policy: string): Promise<readonly Statement[]> {
    const answer = await askIam(this.#endpoint, { Action: 'GetRolePolicy', RoleName: role, PolicyName: policy });
    const document = /<PolicyDocument>([^<]+)<\/PolicyDocument>/.exec(answer)?.[1] ?? '';
    return PolicyDocument.parse(JSON.parse(decodeURIComponent(document))).Statement;
  }

  async #needsOf({ action, input }: AwsCall): Promise<readonly Need[]> {
    const [service] = action.split(':');
    switch (service) {
      case 'dynamodb':
        return dynamoNeeds(action, input);
      case 'sns': {
        const resource = String(input.TopicArn);
        return [{ action, resource }, ...(await this.#keyNeeds(resource, () => this.#topicKey(resource)))];
      }
      case 'sqs': {
        const url = String(input.QueueUrl);
        const resource = `arn:aws:sqs:${REGION}:${ACCOUNT}:${url.split('/').at(-1) ?? ''}`;
        // A batch is sent with the right to send.
        const right = action.replace(/Batch$/, '');
        return [{ action: right, resource }, ...(await this.#keyNeeds(resource, () => this.#queueKey(url)))];
      }
      case 's3':
        return [{ action, resource: `arn:aws:s3:::${String(input.Bucket)}/${String(input.Key)}` }];
      case 'secretsmanager': {
        const { ARN, KmsKeyId } = await this.#clients.secrets.send(
          new DescribeSecretCommand({ SecretId: String(input.SecretId) }),
        );
        const decrypt = KmsKeyId ? [{ action: 'kms:Decrypt', resource: KmsKeyId }] : [];
        return [{ action, ...(ARN && { resource: ARN }) }, ...decrypt];
      }
      default:
        return [{ action }];
    }
  }

  /** Who sends to an encrypted topic or queue needs its key as well. */
  async #keyNeeds(resource: string, find: () => Promise<string | undefined>): Promise<readonly Need[]> {
    const key = await this.#once(this.#keys, resource, find);
    if (key === undefined) return [];
    return ['kms:GenerateDataKey', 'kms:Decrypt'].map((action) => ({ action, resource: key }));
  }

  async #topicKey(topicArn: string): Promise<string | undefined> {
    const { Attributes } = await this.#clients.sns.send(new GetTopicAttributesCommand({ TopicArn: topicArn }));
    return ownKey(Attributes?.KmsMasterKeyId);
  }

  async #queueKey(queueUrl: string): Promise<string | undefined> {
    const { Attributes } = await this.#clients.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['KmsMasterKeyId'] }),
    );
    return ownKey(Attributes?.KmsMasterKeyId);
  }

  #once<T>(memory: Map<string, Promise<T>>, key: string, find: () => Promise<T>): Promise<T> {
    const known = memory.get(key) ?? find();
    memory.set(key, known);
    return known;
  }
}

const FunctionConfiguration = z.object({ Role: z.string() });

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const Statement = z.object({ Effect: z.enum(['Allow', 'Deny']), Action: oneOrMore, Resource: oneOrMore });
type Statement = z.output<typeof Statement>;
const PolicyDocument = z.object({ Statement: z.array(Statement) });

function allows(statements: readonly Statement[], { action, resource }: Need): boolean {
  const fitting = statements.filter(
    ({ Action, Resource }) =>
      Action.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
      (resource === undefined || Resource.some((pattern) => matches(pattern, resource))),
  );
  return fitting.length > 0 && fitting.every(({ Effect }) => Effect === 'Allow');
}

/** `*` and `?`, as policies have them. */
function matches(pattern: string, text: string): boolean {
  const expression = pattern
    .replaceAll(/[\\^$.+()|[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`).test(text);
}

function dynamoNeeds(action: string, input: AwsCall['input']): readonly Need[] {
  const tables = input.RequestItems ? Object.keys(Tables.parse(input.RequestItems)) : [String(input.TableName)];
  const index = input.IndexName === undefined ? '' : `/index/${String(input.IndexName)}`;
  return tables.map((table) => {
    const arn = table.startsWith('arn:') ? table : `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${table}`;
    return { action, resource: `${arn}${index}` };
  });
}

const Tables = z.record(z.string(), z.unknown());

/** A key that AWS manages itself needs no grant. */
function ownKey(id: string | undefined): string | undefined {
  return id === undefined || id === '' || id.startsWith('alias/aws/') ? undefined : id;
}
