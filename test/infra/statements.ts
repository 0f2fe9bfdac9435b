import type { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { resourcesOf } from './guardian-stack.ts';

const texts = z.union([z.string(), z.array(z.string())]).transform((given) => [given].flat());

const PolicySchema = z.object({
  Roles: z.array(z.object({ Ref: z.string() })),
  PolicyDocument: z.object({
    Statement: z.array(
      z.object({
        Effect: z.enum(['Allow', 'Deny']),
        Action: texts,
        Condition: z.unknown().optional(),
        Resource: z.unknown().transform((given) => [given].flat()),
      }),
    ),
  }),
});

export interface RoleStatement {
  /** Logical id of the role, without the hash at its end. */
  readonly role: string;
  readonly effect: 'Allow' | 'Deny';
  readonly action: string;
  /** The resource as text: logical ids without their hash. */
  readonly resource: string;
  readonly condition?: unknown;
}

/** What all roles of a template may do: a row for each role, action and resource. */
export function roleStatements(template: Template): RoleStatement[] {
  return [...resourcesOf(template, 'AWS::IAM::Policy', PolicySchema).values()].flatMap(({ Roles, PolicyDocument }) =>
    Roles.flatMap(({ Ref }) =>
      PolicyDocument.Statement.flatMap(({ Effect, Action, Resource, Condition }) =>
        Action.flatMap((action) =>
          Resource.map((resource) => ({
            role: plain(Ref),
            effect: Effect,
            action,
            resource: resourceText(resource),
            condition: Condition,
          })),
        ),
      ),
    ),
  );
}

function resourceText(resource: unknown): string {
  const parsed = ResourceSchema.safeParse(resource);
  return parsed.success ? parsed.data : JSON.stringify(resource);
}

const ResourceSchema: z.ZodType<string> = z.lazy(() =>
  z.union([
    z.string(),
    z.object({ Ref: z.string() }).transform(({ Ref }) => plain(Ref)),
    z
      .object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
      .transform(({ 'Fn::GetAtt': [id, name] }) => (name === 'Arn' ? plain(id) : `${plain(id)}.${name}`)),
    z
      .object({ 'Fn::Join': z.tuple([z.literal(''), z.array(ResourceSchema)]) })
      .transform(({ 'Fn::Join': [, parts] }) => parts.join('')),
  ]),
);

/** CDK ends logical ids with eight hexadecimal digits. */
function plain(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}
