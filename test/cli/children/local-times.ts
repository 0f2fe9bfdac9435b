import { parseTime } from '../../../lib/cli/time-option.ts';

/** Prints what each written time is in this process' time zone. */
const WRITTEN = [
  '2026-03-08T02:30',
  '2026-03-08T03:30',
  '2026-03-28T02:30',
  '2026-03-29',
  '2026-03-29T01:59:59',
  '2026-03-29T02:30',
  '2026-03-29T02:30:00+02:00',
  '2026-03-29T03:30',
  '2026-10-25T02:30',
  '2026-10-25T03:30',
  '2026-11-01T01:30',
];
const times = WRITTEN.map((written) => [written, parseTime(written, new Date('2026-12-01T00:00:00Z'))]);
process.stdout.write(JSON.stringify(Object.fromEntries(times)));
