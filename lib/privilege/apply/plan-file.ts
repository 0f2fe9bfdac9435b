import type { Day } from '../../domain/day.ts';
import { operationName } from '../../domain/operation-name.ts';
import { heldNames, namingOf } from '../advice/names.ts';
import { roleRequest, slug } from '../role/index.ts';
import { type Advised, grantOf } from './advised-grant.ts';
import { type ClientRequest, grantedRequest, presentRequest } from './client-request.ts';
import type { ReadyFile, ReadyGrant } from './grant.ts';
import { jsonText, oneLine } from './quoted.ts';
import { type RemovalPlan, removalPlan, STAGE_DAYS, type Stage } from './stages.ts';

/**
 * The plan, and for each of its stages what to send and what to send to get back. No role that exists is touched, since
 * others may hold it: new ones are made, and the client is moved to them; so the way back is the client as it was.
 */
export function planFiles(advised: Advised, start: Day): ReadyFile[] {
  const { advice, evidence } = advised;
  const naming = namingOf(evidence.client.grantType);
  const plan = removalPlan(advice, naming ? heldNames(evidence, naming) : [], start);
  const stages = plan.stages.map((stage) => stageFiles(stage, advised));
  const text = planText(plan, stages, advised);
  return [
    { name: `${slug(evidence.client.name)}.plan.md`, text },
    ...stages
      .flatMap(({ apply, rollback }) => [...apply, ...rollback])
      .map(({ name, text: body }) => ({ name, text: body })),
  ];
}

/** A file with where it is sent to. */
interface Sent extends ReadyFile {
  readonly request: string;
}

interface StageFiles {
  readonly apply: readonly Sent[];
  readonly rollback: readonly Sent[];
}

function stageFiles(stage: Stage, advised: Advised): StageFiles {
  const { client } = advised.evidence;
  const after = grantOf(advised, stage.after);
  const before = stage.number === 1 ? undefined : grantOf(advised, stage.before);
  const request = `PUT /api/v2/oauth/clients/${client.id}`;
  const requestAfter = grantedRequest(client, after);
  const requestBefore: ClientRequest = before ? grantedRequest(client, before) : presentRequest(client);
  const movesClient = JSON.stringify(requestAfter) !== JSON.stringify(requestBefore);
  const clientFile = (name: string, body: ClientRequest): Sent[] =>
    movesClient ? [{ name, text: jsonText(body), request }] : [];
  return {
    apply: [
      ...changedRoles(after, before, `stage-${stage.number}`),
      ...clientFile(`stage-${stage.number}.client.json`, requestAfter),
    ],
    rollback: [
      ...(before ? changedRoles(before, after, `stage-${stage.number}.rollback`) : []),
      ...clientFile(`stage-${stage.number}.rollback.client.json`, requestBefore),
    ],
  };
}

/** The roles of a grant that another grant does not have in the same form. */
function changedRoles(grant: ReadyGrant, other: ReadyGrant | undefined, prefix: string): Sent[] {
  const others = new Map(other?.roles.map((role) => [role.name, JSON.stringify(roleRequest(role))]));
  return grant.roles.flatMap((role): Sent[] => {
    const body = roleRequest(role);
    const present = others.get(role.name);
    if (present === JSON.stringify(body)) return [];
    return [
      {
        name: `${prefix}.${role.name}.json`,
        text: jsonText(body),
        request:
          present === undefined
            ? 'POST /api/v2/authorization/roles'
            : `PUT /api/v2/authorization/roles/<id of the role ${role.name}>`,
      },
    ];
  });
}

function planText(plan: RemovalPlan, files: readonly StageFiles[], { advice, evidence }: Advised): string {
  const { client, basis } = advice;
  return [
    `# From what ${oneLine(client.name)} holds to what it needs`,
    '',
    `Client ${oneLine(client.name)} (${client.id}), vendor ${oneLine(advice.vendor ?? 'not in guardian.yaml')}.`,
    `Calls of ${basis.daysObserved} of ${basis.daysWanted} days, ${evidence.window.from} to ${evidence.window.through}; confidence: ${advice.confidence.level}.`,
    ...advice.confidence.reasons.map((reason) => `- ${oneLine(reason)}`),
    '',
    ...(plan.stages.length === 0 ? ['There is nothing to do now.', ''] : []),
    ...plan.stages.flatMap((stage, index) => stageText(stage, files[index], { advice })),
    ...(plan.waiting.length === 0
      ? []
      : [
          '## Not yet',
          '',
          'In no stage. Ask for a new plan once the reason is gone.',
          '',
          ...plan.waiting.map(({ name, why }) => `- \`${oneLine(name)}\`: ${oneLine(why)}`),
          '',
        ]),
  ].join('\n');
}

function stageText(stage: Stage, files: StageFiles | undefined, { advice }: Pick<Advised, 'advice'>): string[] {
  const { number, title, on, add, remove, narrow, calls } = stage;
  const client = shellWord(advice.client.id);
  return [
    `## Stage ${number}, not before ${on}: ${title}`,
    '',
    ...(number === 1
      ? []
      : [`Only if ${STAGE_DAYS} days have passed since stage ${number - 1} and nothing failed.`, '']),
    ...add.map((name) => `- add \`${oneLine(name)}\``),
    ...remove.map((name) => `- take away \`${oneLine(name)}\`: no observed call needs it`),
    ...narrow.map(
      ({ from, to }) => `- narrow \`${oneLine(from)}\` to ${to.map((name) => `\`${oneLine(name)}\``).join(', ')}`,
    ),
    '',
    'Send, in this order:',
    '',
    ...(files?.apply ?? []).map(({ request, name }) => `1. \`${request}\` with \`${name}\``),
    '',
    `Watch for ${STAGE_DAYS} days; usage is told a day late:`,
    '',
    `- \`guardian findings --client ${client} --rule ${advice.kind === 'permissions' ? 'permission-missing' : 'failing-calls'}\``,
    ...(advice.kind === 'permissions' ? [`- \`guardian findings --client ${client} --rule failing-calls\``] : []),
    `- \`guardian usage --client ${client} --since 2d\``,
    ...calls.slice(0, MOST_CALLS).map((call) => `- \`${oneLine(operationName(call))}\` has to go on working`),
    ...(calls.length > MOST_CALLS ? [`- and ${calls.length - MOST_CALLS} more calls`] : []),
    '',
    'The way back:',
    '',
    ...(files?.rollback ?? []).map(({ request, name }) => `1. \`${request}\` with \`${name}\``),
    '',
  ];
}

const MOST_CALLS = 10;

/** Ids are UUIDs; whatever else one is, it must not reach a shell as more than a word. */
function shellWord(text: string): string {
  return /^[A-Za-z0-9-]+$/.test(text) ? text : `'${oneLine(text).replaceAll("'", "'\\''")}'`;
}
