import { createContext } from 'preact';
import type { Clock } from '../view/time.ts';

/** When the page is looked at, and in which time zone. */
export const ClockContext = createContext<Clock>({ now: '1970-01-01T00:00:00.000Z', timeZone: 'UTC' });
