import { useContext } from 'preact/hooks';
import { DAY_MS, HOUR_MS } from '../../domain/usage/calendar.ts';
import { span } from '../view/time.ts';
import { ClockContext } from './clock-context.ts';

/** How old the report is for who looks at it; loud once that is days, for all ages in it are those of when it was made. */
export function ReportAge({ until }: { readonly until: string }) {
  const { viewedAt } = useContext(ClockContext);
  if (viewedAt === undefined) return null;
  const ms = Date.parse(viewedAt) - Date.parse(until);
  if (ms < HOUR_MS) return null;
  return ms < 2 * DAY_MS ? (
    <> ({span(ms)} ago)</>
  ) : (
    <strong class="old"> This report is {span(ms)} old: a newer one may say something else.</strong>
  );
}
