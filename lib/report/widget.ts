import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Overview } from '../domain/overview.ts';
import { OverviewWidget } from './page/overview-widget.tsx';
import { widgetStyle } from './style/widget.ts';

export interface WidgetOptions {
  /** What the dashboard is in: `widgetContext.theme`. */
  readonly theme: 'light' | 'dark';
  /** Where the newest report is, in words or as an address; shown as text. */
  readonly reportLocation?: string;
  /** IANA name of the zone in which times are written; default: UTC, as dashboards have no other. */
  readonly timeZone?: string;
}

/**
 * The overview as a fragment of HTML for a custom widget of CloudWatch: no script, nothing to load, styles in an element
 * of its own, as the service allows. Links would lead nowhere there, so it has none.
 */
export function overviewHtml(overview: Overview, { theme, reportLocation, timeZone = 'UTC' }: WidgetOptions): string {
  const fragment = renderToString(
    h(OverviewWidget, {
      overview,
      clock: { now: overview.at, timeZone },
      ...(reportLocation === undefined ? {} : { reportLocation }),
    }),
  );
  return `<div class="cwdb-no-default-styles"></div><style>${widgetStyle(theme)}</style>${fragment}`;
}
