import type { ComponentChildren } from 'preact';
import { Scroll } from './scroll.tsx';

export type ChartName = 'ages' | 'timeline' | 'shares' | 'requests' | 'burn-down' | 'client-requests';

interface ChartPlaceProps {
  readonly name: ChartName;
  /** What the drawing shows, in one sentence: its caption, and what a reader of screens hears first. */
  readonly title: string;
  /** Pixels. */
  readonly height: number;
  /** A client's id, where the drawing is of one. */
  readonly of?: string;
  /** The same figures as a table; left out where they stand below the drawing anyway. */
  readonly children?: ComponentChildren;
}

/** Where the browser draws a chart once the page is painted; its figures stand below as text. */
export function ChartPlace({ name, title, height, of, children }: ChartPlaceProps) {
  return (
    <figure class="chart" key={`${name} ${of ?? ''}`}>
      <figcaption>{title}</figcaption>
      <div class="chart-place" data-chart={name} data-of={of} data-height={height} style={`height:${height}px`} />
      {children === undefined ? null : (
        <details class="twin">
          <summary>The same as text</summary>
          <Scroll label={`${title}: the figures`}>{children}</Scroll>
        </details>
      )}
    </figure>
  );
}
