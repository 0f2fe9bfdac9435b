/**
 * API requests per month that one licence adds to the org's fair-use allowance. Source: docs/genesys.md,
 * Fair use. Communicate and EX have no concurrent form.
 */
const REQUESTS_PER_LICENCE = {
  Communicate: { named: 10_000, concurrent: null },
  CX1: { named: 75_000, concurrent: 97_500 },
  CX2: { named: 110_000, concurrent: 143_000 },
  CX3: { named: 140_000, concurrent: 182_000 },
  EX: { named: 75_000, concurrent: null },
} as const;

export type LicenceType = keyof typeof REQUESTS_PER_LICENCE;
export const LICENCE_TYPES = ['Communicate', 'CX1', 'CX2', 'CX3', 'EX'] as const satisfies readonly LicenceType[];

/** Genesys: an hour of an hourly licence counts 1/111 of the named figure. */
export const HOURS_PER_NAMED_LICENCE = 111;

/** Licences of one type: named and concurrent users, and the hours used per month of hourly licences. */
export interface LicenceCounts {
  readonly named?: number | undefined;
  readonly concurrent?: number | undefined;
  readonly hourly?: number | undefined;
}

/** Licences by type; a plain number counts named users. */
export type Licences = Readonly<Record<string, number | LicenceCounts>>;

/** Requests per month that the licences allow. Throws a RangeError that lists everything that {@link licenceProblems} found. */
export function licenceAllowance(licences: Licences): number {
  const problems = licenceProblems(licences);
  if (problems.length > 0) throw new RangeError(problems.join('; '));
  let requests = 0;
  for (const [type, given] of Object.entries(licences)) {
    if (isLicenceType(type)) requests += allowanceOf(type, countsOf(given));
  }
  return requests;
}

/** What is wrong with some licences, each with what was given and what is allowed; empty where all is well. */
export function licenceProblems(licences: Licences): string[] {
  return Object.entries(licences).flatMap(([type, given]) => {
    if (!isLicenceType(type)) return [`unknown licence '${type}': use one of ${LICENCE_TYPES.join(', ')}`];
    const counts = countsOf(given);
    const negative = Object.entries(counts)
      .filter(([, count]) => count !== undefined && !(Number.isFinite(count) && count >= 0))
      .map(([form, count]) => `${count} ${form} ${type} licences: give a number of at least 0`);
    const hasNoConcurrent = counts.concurrent !== undefined && REQUESTS_PER_LICENCE[type].concurrent === null;
    return hasNoConcurrent ? [...negative, `${type} has no concurrent licence: use named or hourly`] : negative;
  });
}

function allowanceOf(type: LicenceType, { named = 0, concurrent = 0, hourly = 0 }: LicenceCounts): number {
  const requests = REQUESTS_PER_LICENCE[type];
  return (
    named * requests.named +
    concurrent * (requests.concurrent ?? 0) +
    (hourly * requests.named) / HOURS_PER_NAMED_LICENCE
  );
}

function countsOf(given: number | LicenceCounts): LicenceCounts {
  return typeof given === 'number' ? { named: given } : given;
}

function isLicenceType(name: string): name is LicenceType {
  return Object.hasOwn(REQUESTS_PER_LICENCE, name);
}
