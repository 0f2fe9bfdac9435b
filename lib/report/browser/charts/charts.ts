import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ReportFacts } from '../../../domain/report.ts';
import { hashOf, type Route } from '../../view/route.ts';
import { drawingFor } from './drawings.ts';
import { paletteNow } from './palette.ts';

use([
  AriaComponent,
  BarChart,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  ScatterChart,
  SVGRenderer,
  TooltipComponent,
]);

/** Pixels between the margins of a printed page. */
const PAPER_WIDTH = 680;

/** The drawings of the page: made where a place for one is, and put away with it. */
export class Charts {
  readonly #root: HTMLElement;
  readonly #facts: ReportFacts;
  readonly #drawn = new Map<HTMLElement, ECharts>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, facts: ReportFacts) {
    this.#root = root;
    this.#facts = facts;
    addEventListener('resize', () => {
      for (const chart of this.#drawn.values()) chart.resize();
    });
  }

  /** After the words are on the screen: they are worth more. */
  drawSoon(route: Route): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.redraw(route));
  }

  /** At once and as wide as paper: a printer does not wait. */
  print(route: Route): void {
    clearTimeout(this.#timer);
    this.#putAway(() => true);
    this.#drawAll(route, PAPER_WIDTH);
  }

  redraw(route: Route): void {
    this.#putAway((place) => !place.isConnected || place.firstChild === null);
    this.#drawAll(route);
  }

  #drawAll(route: Route, width?: number): void {
    const palette = paletteNow();
    for (const place of this.#root.querySelectorAll<HTMLElement>('[data-chart]')) {
      const drawing = drawingFor(place.dataset, {
        facts: this.#facts,
        route,
        palette,
        width: width ?? place.clientWidth,
      });
      if (drawing === null) continue;
      const title = place.closest('figure')?.querySelector('figcaption')?.textContent ?? '';
      const chart = this.#drawn.get(place) ?? this.#make(place, width);
      chart.setOption(
        { animation: false, aria: { enabled: true, label: { description: title } }, ...drawing },
        { notMerge: true },
      );
      if (width !== undefined) chart.getZr().flush();
    }
  }

  #make(place: HTMLElement, width?: number): ECharts {
    const chart = init(place, null, { renderer: 'svg', ...(width === undefined ? {} : { width }) });
    chart.on('click', ({ data }) => {
      const client = clientOf(data);
      if (client !== null) location.hash = hashOf('clients', { id: client });
    });
    this.#drawn.set(place, chart);
    return chart;
  }

  #putAway(isOver: (place: HTMLElement) => boolean): void {
    for (const [place, chart] of this.#drawn) {
      if (!isOver(place)) continue;
      chart.dispose();
      this.#drawn.delete(place);
    }
  }
}

/** The client that a point of a drawing stands for, where it stands for one. */
function clientOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('client' in data)) return null;
  return typeof data.client === 'string' && data.client !== '-' ? data.client : null;
}
