import { addDays, startOfDay } from '../../domain/day.ts';
import type { ResidueItem } from '../../domain/residue.ts';
import type { ResidueClient, ResidueFacts } from './facts.ts';
import { item, type Look } from './kind.ts';

/** Clients for which nobody answers: of no vendor, of a vendor without an owner, or with a review that is overdue. */
export const clientsUnowned: Look = (facts) => ({
  items: facts.clients.flatMap((known) => (known.goneSince === undefined ? itemOf(known, facts) : [])),
  unknown: [],
});

function itemOf({ client, vendor }: ResidueClient, { today }: ResidueFacts): ResidueItem[] {
  const subject = { kind: 'client', id: client.id, name: client.name } as const;
  if (!vendor) {
    const { createdAt } = client.provenance ?? {};
    return [
      item('client-unowned', {
        subject,
        vendor: null,
        why: `No vendor of guardian.yaml claims ${client.name}, so nobody answers for it.`,
        fix: `Give it a vendor with an owner in guardian.yaml ('guardian manifest init' drafts one), or delete it in Admin > Integrations > OAuth > ${client.name}.`,
        ...(createdAt && { since: createdAt }),
      }),
    ];
  }
  const { name, owner, reviewBy } = vendor;
  const isUnowned = owner === undefined || owner.trim() === '';
  const isOverdue = reviewBy !== undefined && reviewBy < today;
  if (!isUnowned && !isOverdue) return [];
  const reasons = [
    ...(isUnowned ? [`nobody is named as owner of vendor ${name}`] : []),
    ...(isOverdue ? [`the entry of vendor ${name} was to be looked at by ${reviewBy}`] : []),
  ];
  const steps = [
    ...(isUnowned ? [`write who answers for ${name} as its owner`] : []),
    ...(isOverdue ? [`look whether ${name} still needs what it holds ('guardian advise') and move its reviewBy`] : []),
  ];
  return [
    item('client-unowned', {
      subject,
      vendor: name,
      why: `Of ${client.name}, ${reasons.join(', and ')}.`,
      fix: `In guardian.yaml, ${steps.join(', and ')}.`,
      ...(!isUnowned && reviewBy !== undefined && { since: startOfDay(addDays(reviewBy, 1)) }),
    }),
  ];
}
