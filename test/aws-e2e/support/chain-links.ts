import * as z from 'zod';
import { askRest } from './plain-api.ts';
import type { Need } from './role-permissions.ts';

/** What AWS itself does in a role of the stack, so that one part sets the next one going. */
export interface ChainLink {
  readonly role: string;
  readonly need: Need;
}

/** What the schedules and the event sources of an account need of the roles that were given to them. */
export async function chainLinks(endpoint: string): Promise<readonly ChainLink[]> {
  return [...(await linksOfSchedules(endpoint)), ...(await linksOfEventSources(endpoint))];
}

async function linksOfSchedules(endpoint: string): Promise<ChainLink[]> {
  const { Schedules } = ScheduleList.parse(await askRest(endpoint, 'scheduler', '/schedules'));
  const links = Schedules.map(async ({ Name, GroupName }) => {
    const path = `/schedules/${Name}?groupName=${GroupName}`;
    const { Target } = Schedule.parse(await askRest(endpoint, 'scheduler', path));
    return [
      { role: Target.RoleArn, need: { action: 'lambda:InvokeFunction', resource: Target.Arn } },
      { role: Target.RoleArn, need: { action: 'sqs:SendMessage', resource: Target.DeadLetterConfig.Arn } },
    ];
  });
  return (await Promise.all(links)).flat();
}

async function linksOfEventSources(endpoint: string): Promise<ChainLink[]> {
  const listing = await askRest(endpoint, 'lambda', '/2015-03-31/event-source-mappings/');
  const links = MappingList.parse(listing).EventSourceMappings.map(
    async ({ EventSourceArn, FunctionArn, Destination }) => {
      const path = `/2015-03-31/functions/${FunctionArn.split(':').at(-1) ?? ''}/configuration`;
      const { Role } = FunctionConfiguration.parse(await askRest(endpoint, 'lambda', path));
      const actions = EventSourceArn.includes(':sqs:') ? QUEUE_ACTIONS : STREAM_ACTIONS;
      return [
        ...actions.map((action) => ({ role: Role, need: { action, resource: EventSourceArn } })),
        ...(Destination ? [{ role: Role, need: { action: 'sqs:SendMessage', resource: Destination } }] : []),
      ];
    },
  );
  return (await Promise.all(links)).flat();
}

/** AWS: "Using Lambda with Amazon SQS", "Using Lambda with DynamoDB": execution role permissions. */
const QUEUE_ACTIONS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const STREAM_ACTIONS = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];

const ScheduleList = z.object({ Schedules: z.array(z.object({ Name: z.string(), GroupName: z.string() })).min(1) });
const Schedule = z.object({
  Target: z.object({ Arn: z.string(), RoleArn: z.string(), DeadLetterConfig: z.object({ Arn: z.string() }) }),
});
const MappingList = z.object({
  EventSourceMappings: z
    .array(
      z
        .object({
          EventSourceArn: z.string(),
          FunctionArn: z.string(),
          DestinationConfig: z
            .object({ OnFailure: z.object({ Destination: z.string().optional() }).optional() })
            .optional(),
        })
        .transform(({ DestinationConfig, ...mapping }) => ({
          ...mapping,
          Destination: DestinationConfig?.OnFailure?.Destination,
        })),
    )
    .min(1),
});
const FunctionConfiguration = z.object({ Role: z.string() });
