import { h, render } from 'preact';
import type { ReportFacts } from '../../domain/report.ts';
import { LivePage } from '../page/live-page.tsx';
import { PrintPage } from '../page/print-page.tsx';
import { routeOf } from '../view/home.ts';
import type { Route } from '../view/route.ts';
import { Charts } from './charts/charts.ts';
import { THEME_EVENT } from './theme.ts';

/** For whoever measures: all sections can be gone to from here on. */
const OPENED_MARK = 'report-opened';

interface ReportPageOptions {
  readonly root: HTMLElement;
  readonly facts: ReportFacts;
  /** ISO time. */
  readonly viewedAt: string;
}

/** The page on the screen: drawn anew from the address whenever that changes, and for the printer. */
export class ReportPage {
  readonly root: HTMLElement;
  readonly #facts: ReportFacts;
  readonly #charts: Charts;
  readonly #viewedAt: string;
  #isPrinting = false;
  #route: Route;

  constructor({ root, facts, viewedAt }: ReportPageOptions) {
    this.root = root;
    this.#facts = facts;
    this.#viewedAt = viewedAt;
    this.#charts = new Charts(root, facts);
    this.#route = routeOf(location.hash, facts);
  }

  get route(): Route {
    return this.#route;
  }

  /** Takes the place of what came with the page, and follows address, theme, window and printer from then on. */
  open(): void {
    this.root.replaceChildren();
    this.#draw();
    scrollTo(0, 0);
    performance.mark(OPENED_MARK);
    addEventListener('hashchange', () => this.#arrive());
    addEventListener('popstate', () => this.#arrive());
    addEventListener(THEME_EVENT, () => this.#charts.redraw(this.#route));
    addEventListener('beforeprint', () => this.#print(true));
    addEventListener('afterprint', () => this.#print(false));
    matchMedia('print').addEventListener('change', ({ matches }) => this.#print(matches));
  }

  /** Writes an address without a step for the back button, as while somebody types. */
  replace(hash: string): void {
    history.replaceState(null, '', hash);
    this.#arrive();
  }

  #arrive(): void {
    const { section, id } = this.#route;
    this.#route = routeOf(location.hash, this.#facts);
    this.#draw();
    if (section === this.#route.section && id === this.#route.id) return;
    scrollTo(0, 0);
    document.getElementById('section-title')?.focus({ preventScroll: true });
  }

  #print(isPrinting: boolean): void {
    if (isPrinting === this.#isPrinting) return;
    this.#isPrinting = isPrinting;
    this.#draw();
  }

  #draw(): void {
    const props = {
      facts: this.#facts,
      route: this.#route,
      clock: { now: this.#facts.until, viewedAt: this.#viewedAt },
    };
    render(this.#isPrinting ? h(PrintPage, props) : h(LivePage, props), this.root);
    document.documentElement.dataset.section = this.#route.section;
    if (this.#isPrinting) this.#charts.print(this.#route);
    else this.#charts.drawSoon(this.#route);
  }
}
