import { secretNameOf } from '../env.ts';
import type { Complaint } from './complaint.ts';
import type { ConfigSketch } from './sketch.ts';

/** What a deployment needs and one machine does not: orgs, where each of them is, and a secret of its own for each. */
export function deploymentChecks({ orgs }: ConfigSketch): Complaint[] {
  if (!orgs) return [missing(['orgs'], 'the orgs are missing: a deployment watches those that stand here')];
  const secrets = new Map<string, number>();
  return orgs.flatMap((org, index) => {
    if (!org?.name) return [];
    const secretName = secretNameOf({ name: org.name, secretName: org.secretName });
    const rival = secrets.get(secretName);
    secrets.set(secretName, rival ?? index);
    return [
      ...(org.region === undefined
        ? [missing(['orgs', index, 'region'], 'the region is missing: a deployment has no GENESYS_REGION')]
        : []),
      ...(rival === undefined ? [] : [sharedSecret(index, rival)]),
    ];
  });
}

function missing(path: Complaint['path'], message: string): Complaint {
  return { path, at: 'value', message, showsGiven: false, isAbsence: true };
}

function sharedSecret(index: number, rival: number): Complaint {
  const message = `its credentials would be in the same secret as those of orgs[${rival}]: give it a secretName`;
  return { path: ['orgs', index], at: 'value', message, showsGiven: false };
}
