import { unreachedText } from '../alerts/notices.ts';
import type { Check } from '../jobs/doctor/check.ts';
import { asError } from './handler.ts';
import { type UnreachedOptions, unreached } from './unreached.ts';

/** What `doctor` says of whom alerts reach. Not being able to look is worth a word, and no more. */
export async function channelChecks(options: UnreachedOptions, org: string): Promise<Check[]> {
  const name = 'alert channels';
  try {
    const found = await unreached(options, [org]);
    if (found.length === 0) return [{ name, status: 'ok', detail: 'everybody whom guardian.yaml names is reached' }];
    return found.map((one) => ({
      name,
      status: one.reason === 'stuck' ? 'fail' : 'warn',
      detail: unreachedText(one),
      fix: FIX,
    }));
  } catch (error) {
    const { name: kind, message } = asError(error);
    return [{ name, status: 'warn', detail: `could not be looked at (${kind}: ${message})`, fix: FIX }];
  }
}

const FIX = 'see "Alerts undeliverable" in docs/runbook.md';
