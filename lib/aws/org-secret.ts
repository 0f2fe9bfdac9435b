import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { UsageError } from '../errors.ts';
import { GenesysError } from '../genesys/errors.ts';

const client = z.object({ clientId: z.string().trim().min(1), clientSecret: z.string().trim().min(1) });

/**
 * What the secret of an org holds. Genesys has one secret for a client and no time in which two are valid, so rotating
 * without a gap takes a second client: it is used when the first one is refused.
 */
export const OrgSecretSchema = client.extend({ secondary: client.optional() });
export type OrgSecret = z.output<typeof OrgSecretSchema>;

/**
 * Reads the credentials of an org.
 *
 * @throws GenesysError of kind `credentials` that says what to do; it never repeats what the secret holds
 */
export async function readOrgSecret(secrets: SecretsManagerClient, name: string): Promise<OrgSecret> {
  const { SecretString: text } = await secrets
    .send(new GetSecretValueCommand({ SecretId: name }))
    .catch((error: unknown) => {
      throw unreadable(name, error);
    });
  const parsed = OrgSecretSchema.safeParse(parsedJson(text));
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path }) => path.join('.') || 'the whole').join(', ');
  throw new GenesysError({
    kind: 'credentials',
    fix: `the secret ${name} is not {"clientId", "clientSecret"} as JSON (wrong: ${places}): write it with ${SETUP}`,
  });
}

/**
 * The credentials that are about to be replaced; undefined where there are none, or what is there is none.
 *
 * @throws UsageError if they cannot be looked at: what is not known must not be written over
 */
export async function presentOrgSecret(secrets: SecretsManagerClient, name: string): Promise<OrgSecret | undefined> {
  try {
    const { SecretString: text } = await secrets.send(new GetSecretValueCommand({ SecretId: name }));
    return OrgSecretSchema.safeParse(parsedJson(text)).data;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    const detail = error instanceof Error ? error.name : 'unknown error';
    throw new UsageError(
      `the secret ${name} could not be read (${detail}), and nothing was written: the client in it would be lost`,
    );
  }
}

/** Writes the credentials of an org. @throws what the AWS SDK throws */
export async function writeOrgSecret(secrets: SecretsManagerClient, name: string, secret: OrgSecret): Promise<void> {
  await secrets.send(
    new PutSecretValueCommand({ SecretId: name, SecretString: JSON.stringify(OrgSecretSchema.parse(secret)) }),
  );
}

/** The SDK's own errors name the secret and the caller, and hold nothing of the secret. */
function unreadable(name: string, error: unknown): GenesysError {
  if (error instanceof ResourceNotFoundException) {
    return new GenesysError({
      kind: 'credentials',
      fix: `the secret ${name} does not exist or holds nothing yet: write it with ${SETUP}`,
    });
  }
  const detail = error instanceof Error ? error.name : 'unknown error';
  return new GenesysError({
    kind: 'credentials',
    fix: `Secrets Manager did not hand out the secret ${name} (${detail}): check that the function may read it and its key; the next run tries again`,
  });
}

function parsedJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

const SETUP = "'guardian setup --stack STACK --org ORG'";
