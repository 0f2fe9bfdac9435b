import { hashOf } from '../view/route.ts';
import type { ReportPage } from './report-page.ts';

/** Writes what somebody chooses into the address: typing replaces it, a choice is a step for the back button. */
export function followFilters(page: ReportPage): void {
  page.root.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === 'search' && target.form) {
      page.replace(hashOfForm(page, target.form));
    }
  });
  page.root.addEventListener('change', ({ target }) => {
    const isChoice =
      target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type === 'checkbox');
    if (isChoice && target.form) location.hash = hashOfForm(page, target.form);
  });
  page.root.addEventListener('submit', (event) => event.preventDefault());
}

/** A new choice begins at the first rows; the order stays. */
function hashOfForm({ route }: ReportPage, form: HTMLFormElement): string {
  const chosen = [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  const query = { ...Object.fromEntries(chosen), sort: route.query.sort ?? '' };
  return hashOf(route.section, { ...(route.id === null ? {} : { id: route.id }), query });
}
