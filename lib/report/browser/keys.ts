import { hashOf } from '../view/route.ts';
import type { ReportPage } from './report-page.ts';
import { toggleTheme } from './theme.ts';

/** Buttons, `/` for the search, arrows along a list. */
export function followKeys(page: ReportPage): void {
  page.root.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target.closest('[data-act], .skip') : null;
    if (!(target instanceof HTMLElement)) return;
    if (target.matches('.skip')) {
      // Its fragment would be taken for an address.
      event.preventDefault();
      document.getElementById('main')?.focus();
    } else if (target.dataset.act === 'theme') toggleTheme();
    else if (target.dataset.act === 'print') print();
  });
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === '/') {
      event.preventDefault();
      goSearching(page);
    } else if (event.key in STEPS) moveAlong(event);
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
}

function goSearching(page: ReportPage): void {
  if (!page.root.querySelector('[data-search]')) page.replace(hashOf('findings'));
  page.root.querySelector<HTMLInputElement>('[data-search]')?.focus();
}

const STEPS: Readonly<Record<string, { readonly list: string; readonly by: number }>> = {
  ArrowLeft: { list: '[data-arrows=row]', by: -1 },
  ArrowRight: { list: '[data-arrows=row]', by: 1 },
  ArrowUp: { list: '[data-arrows=column], table.cards tbody', by: -1 },
  ArrowDown: { list: '[data-arrows=column], table.cards tbody', by: 1 },
};

/** From link to link of the sections, and from row to row of what can be opened. */
function moveAlong(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  const { target } = event;
  if (!step || !(target instanceof HTMLElement) || !target.matches('a, summary')) return;
  const stops = [...(target.closest(step.list)?.querySelectorAll<HTMLElement>(target.localName) ?? [])];
  const next = stops[stops.indexOf(target) + step.by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
