import { counted } from '../view/numbers.ts';
import { hashWith, type Route } from '../view/route.ts';

interface MoreProps {
  readonly left: number;
  /** What `show` must be for the next step. */
  readonly next: string;
  readonly route: Route;
  readonly isLive?: boolean;
}

/** What a long list leaves out, and how to see more of it. */
export function More({ left, next, route, isLive = true }: MoreProps) {
  if (left === 0) return null;
  const words = `${counted(left, 'more row')}`;
  return (
    <p class="more">{isLive ? <a href={hashWith(route, { show: next })}>Show more ({words})</a> : `And ${words}.`}</p>
  );
}
