import { Stack } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { GuardianFunction } from './guardian-function.ts';

/**
 * Lets a function send mails of one sender, and of no other. SES judges by the identity that is verified: the address, or
 * its domain; here nobody knows which. A mail that is sent as it is needs the permission of that name, whatever the name
 * of the operation is.
 */
export function grantSendMail({ fn }: GuardianFunction, from: string): void {
  const stack = Stack.of(fn);
  const identities = [from, from.slice(from.lastIndexOf('@') + 1)];
  Grant.addToPrincipal({
    grantee: fn,
    actions: ['ses:SendRawEmail'],
    resourceArns: identities.map((resourceName) =>
      stack.formatArn({ service: 'ses', resource: 'identity', resourceName }),
    ),
    conditions: { StringEquals: { 'ses:FromAddress': from } },
  });
}
