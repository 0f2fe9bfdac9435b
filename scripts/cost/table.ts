import { DAYS } from './day-of-an-org.ts';
import { type CostLine, monthOf, sumOf } from './model.ts';

const ORGS = [1, 100, 10_000];

/** Between these lines stands what the script makes. */
const BEGIN = '<!-- cost-model: made by npm run docs -->';
const END = '<!-- /cost-model -->';

/** The table of `docs/cost.md`. */
export function costTable(): string {
  const quiet = ORGS.map((orgs) => monthOf(orgs, DAYS.quiet));
  const busy = ORGS.map((orgs) => monthOf(orgs, DAYS.busy));
  const items = quiet[0]?.map(({ item }) => item) ?? [];
  const of = (month: readonly CostLine[], wanted: string) => month.find(({ item }) => item === wanted)?.usd ?? 0;
  const perOrg = (months: readonly CostLine[][]) => months.map((month, n) => sumOf(month) / (ORGS[n] ?? Number.NaN));
  return [
    row(
      'US dollars a month',
      ORGS.map((orgs) => `${orgs.toLocaleString('en-GB')} ${orgs === 1 ? 'org' : 'orgs'}`),
    ),
    `|---|${ORGS.map(() => '---:|').join('')}`,
    ...items.map((item) =>
      row(
        item,
        quiet.map((month) => dollars(of(month, item))),
      ),
    ),
    row(
      '**Sum, quiet days only**',
      quiet.map((month) => `**${dollars(sumOf(month))}**`),
    ),
    row('for each org', perOrg(quiet).map(dollars)),
    row(
      '**Sum, busy days only**',
      busy.map((month) => `**${dollars(sumOf(month))}**`),
    ),
    row('for each org', perOrg(busy).map(dollars)),
  ].join('\n');
}

/** The page with the table in its place. @throws Error where the page has no place for it */
export function withCostTable(page: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`the page has no lines ${BEGIN} and ${END}`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${costTable()}\n\n${page.slice(end)}`;
}

function row(head: string, cells: readonly string[]): string {
  return `| ${[head, ...cells].join(' | ')} |`;
}

function dollars(usd: number): string {
  if (usd > 0 && usd < 0.005) return '< 0.01';
  return usd.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
