import { short } from '../view/numbers.ts';

/** Days that a line in a row of a table shows. */
const DAYS = 60;
const WIDTH = 120;
const HEIGHT = 24;

/** The last days' requests as a line; days that are unknown are gaps, never zero. */
export function Sparkline({ requests }: { readonly requests: readonly (number | null)[] }) {
  const days = requests.slice(-DAYS);
  const known = days.filter((count) => count !== null);
  if (known.length === 0) return <span class="quiet">unknown</span>;
  const most = Math.max(...known, 1);
  const place = (count: number, day: number) =>
    `${((day / Math.max(1, days.length - 1)) * (WIDTH - 2) + 1).toFixed(1)} ${(HEIGHT - 2 - (count / most) * (HEIGHT - 4)).toFixed(1)}`;
  let isGap = true;
  const path = days.map((count, day) => {
    if (count === null) {
      isGap = true;
      return '';
    }
    const step = `${isGap ? 'M' : 'L'}${place(count, day)}`;
    isGap = false;
    return step;
  });
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img">
      <title>{`Requests a day in ${days.length} days: at most ${short(most)}, last ${short(days.at(-1) ?? null)}`}</title>
      <path d={path.join('')} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" />
    </svg>
  );
}
