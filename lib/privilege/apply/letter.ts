import type { Day } from '../../domain/day.ts';
import { permissionRisk } from '../../domain/permission-risk.ts';
import { scopeRisk } from '../../domain/scope-catalogue.ts';
import { heldNames, namingOf } from '../advice/names.ts';
import { slug } from '../role/index.ts';
import type { Advised } from './advised-grant.ts';
import type { ReadyFile, ReadyGrant } from './grant.ts';
import { oneLine } from './quoted.ts';
import { removalPlan, type Stage } from './stages.ts';

/** What the vendor is told before its access changes: what, why, when, what to test, and whom to call. */
export function letterFile({ advice, evidence }: Advised, start: Day): ReadyFile {
  const naming = namingOf(evidence.client.grantType);
  const { stages } = removalPlan(advice, naming ? heldNames(evidence, naming) : [], start);
  const name = oneLine(advice.client.name);
  const { from, through } = evidence.window;
  const calls = [...advice.keep.flatMap(({ because }) => because), ...stages.flatMap((stage) => stage.calls)];
  const text = [
    `Subject: ${stages.length === 0 ? 'Access' : 'Changes to the access'} of "${name}" in our Genesys Cloud org`,
    '',
    `To the team of ${oneLine(evidence.vendor?.name ?? advice.client.name)}`,
    '',
    `This is about your app "${name}" (OAuth client ${advice.client.id}).`,
    '',
    'WHY',
    `We give each app what its calls need, and no more. From ${from} to ${through} we looked at which calls of the`,
    'Genesys Cloud API your app makes. What it holds beyond that helps nobody but somebody who steals its credentials.',
    '',
    'WHAT CHANGES, AND WHEN',
    ...(stages.length === 0 ? ['Nothing for now.'] : stages.flatMap((stage) => stageLines(stage, advice.kind))),
    '',
    'WHAT TO DO',
    ...(stages.length === 0
      ? ['Nothing.']
      : [
          '- Tell us before the first date if your app needs something of the above that it seldom uses, for example once a',
          '  quarter.',
          '- On each date, try what your app does, above all:',
          ...exampleCalls(calls.map(({ method, template }) => `${method} ${slashed(template)}`)),
          '- If a call answers 403 afterwards, send us the time, the call and the answer. We undo the change the same day.',
        ]),
    '',
    'WHOM TO CALL',
    evidence.vendor?.owner
      ? oneLine(evidence.vendor.owner)
      : '[name, mail and telephone number of who answers for this app]',
    '',
  ].join('\n');
  return { name: `${slug(advice.client.name)}.letter.txt`, text };
}

/** The same for an app that is yet to come: what it gets, and what it asked for in vain. */
export function welcomeLetter(grant: ReadyGrant, { unneeded }: { readonly unneeded: readonly string[] }): ReadyFile {
  const name = oneLine(grant.client.name);
  const permissions = grant.roles.flatMap((role) => role.permissions);
  const kind = permissions.length > 0 ? 'permissions' : 'scopes';
  const names = kind === 'permissions' ? permissions : grant.scopes;
  const text = [
    `Subject: Access of "${name}" in our Genesys Cloud org`,
    '',
    `To the team of ${oneLine(grant.vendor)}`,
    '',
    `Your app "${name}" gets an OAuth client of its own. It may do what the calls that you named need:`,
    '',
    ...(names.length === 0 ? ['- nothing: the calls need no grant'] : names.map((one) => nameLine(one, kind))),
    '',
    ...(unneeded.length === 0
      ? []
      : [
          'You also asked for the following. None of the calls that you named needs it, so it is left out:',
          '',
          ...unneeded.map((scope) => nameLine(scope, 'scopes')),
          '',
        ]),
    'WHAT TO TEST',
    'Every function of your app, before it works with live data, above all:',
    ...exampleCalls(grant.calls),
    'If a call answers 403, send us the time, the call and the answer.',
    '',
    'WHAT WE NEED FROM YOU',
    ...(grant.redirectUris === null && kind === 'scopes' ? ['- the redirect URIs of your app, to the letter'] : []),
    '- whom to call when the app misbehaves or its secret has to change',
    '',
    'WHOM TO CALL',
    '[name, mail and telephone number of who answers for this app]',
    '',
  ].join('\n');
  return { name: `${slug(grant.client.name)}.letter.txt`, text };
}

function stageLines({ on, add, remove, narrow }: Stage, kind: 'scopes' | 'permissions'): string[] {
  return [
    `From ${on}:`,
    ...(add.length > 0 ? ['  Your app gets:', ...add.map((name) => `  ${nameLine(name, kind)}`)] : []),
    ...(remove.length > 0
      ? ['  Your app loses what none of its calls needed:', ...remove.map((name) => `  ${nameLine(name, kind)}`)]
      : []),
    ...narrow.flatMap(({ from, to }) => [
      '  Your app keeps less of:',
      `  ${nameLine(from, kind)}`,
      `    It keeps ${to.map(oneLine).join(', ')}, which its calls need.`,
    ]),
  ];
}

function nameLine(name: string, kind: 'scopes' | 'permissions'): string {
  const { reason } = kind === 'scopes' ? scopeRisk(name) : permissionRisk(name);
  return `- ${oneLine(name)}: ${reason}`;
}

const MOST_CALLS = 10;

function exampleCalls(calls: readonly string[]): string[] {
  const all = [...new Set(calls)];
  return [
    ...all.slice(0, MOST_CALLS).map((call) => `  - ${oneLine(call)}`),
    ...(all.length > MOST_CALLS ? [`  - and ${all.length - MOST_CALLS} more calls`] : []),
  ];
}

function slashed(template: string): string {
  return template.startsWith('/') ? template : `/${template}`;
}
