import { useContext } from 'preact/hooks';
import { age, localDay, localTime, utcTime } from '../view/time.ts';
import { ClockContext } from './clock-context.ts';

interface TimeProps {
  /** ISO time. */
  readonly at: string;
}

/** Local time with its offset; UTC when pointed at. */
export function Time({ at }: TimeProps) {
  const { timeZone } = useContext(ClockContext);
  return (
    <time dateTime={at} title={utcTime(at)}>
      {localTime(at, timeZone)}
    </time>
  );
}

/** How long ago, from the moment at which the report was made; the time when pointed at. */
export function Age({ at }: TimeProps) {
  const { now, timeZone } = useContext(ClockContext);
  return (
    <time dateTime={at} title={`${localTime(at, timeZone)} (${utcTime(at)})`} class="age">
      {age(at, now)}
    </time>
  );
}

/** The day alone. */
export function DayOf({ at }: TimeProps) {
  const { timeZone } = useContext(ClockContext);
  return (
    <time dateTime={at} title={`${localTime(at, timeZone)} (${utcTime(at)})`}>
      {localDay(at, timeZone)}
    </time>
  );
}
