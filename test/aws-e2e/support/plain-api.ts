import { REGION } from './emulator.ts';

/** Calls of services for which the product needs no client of the SDK. */

/** Answers JSON. */
export async function askRest(endpoint: string, service: string, path: string): Promise<unknown> {
  const response = await fetch(`${endpoint}${path}`, { headers: { authorization: signature(service) } });
  if (!response.ok) throw new Error(`${service} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/**
 * Calls a function and waits for what it answers, as text. The emulator hands a text over as it is, where AWS makes JSON
 * of it.
 *
 * @throws Error with what the function threw
 */
export async function invokeFunction(endpoint: string, name: string, event: object): Promise<string> {
  const response = await fetch(`${endpoint}/2015-03-31/functions/${name}/invocations`, {
    method: 'POST',
    headers: { authorization: signature('lambda') },
    body: JSON.stringify(event),
  });
  const text = await response.text();
  if (!response.ok || response.headers.get('x-amz-function-error') !== null) {
    throw new Error(`${name}: ${response.status} ${text}`);
  }
  return text;
}

/** Answers XML. */
export async function askIam(endpoint: string, parameters: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: signature('iam') },
    body: new URLSearchParams({ ...parameters, Version: '2010-05-08' }),
  });
  if (!response.ok) throw new Error(`IAM: ${response.status} ${await response.text()}`);
  return response.text();
}

/** The emulator looks at the service in it, and at nothing else. */
function signature(service: string): string {
  return `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}
