import { SEVERITIES } from '../../domain/severity.ts';
import { NO_VENDOR } from '../view/findings.ts';
import { hashOf, type Route } from '../view/route.ts';
import { visible } from '../view/visible.ts';
import { SEVERITY_TITLES } from '../view/words.ts';

export type Option = readonly [value: string, title: string];

export type Field =
  | { readonly kind: 'search'; readonly name: string; readonly label: string }
  | {
      readonly kind: 'select';
      readonly name: string;
      readonly label: string;
      readonly options: readonly Option[];
      /** What holds where nothing is chosen. Default: all. */
      readonly unchosen?: string;
    }
  | { readonly kind: 'check'; readonly name: string; readonly label: string };

interface FiltersProps {
  readonly route: Route;
  readonly label: string;
  readonly fields: readonly Field[];
}

/** What to choose by. The browser writes it into the address, and the address says what is shown. */
export function Filters({ route, label, fields }: FiltersProps) {
  const isChosen = fields.some(({ name }) => route.query[name]);
  return (
    <search>
      <form class="filters" data-filters="" aria-label={label}>
        {fields.map((field) => (
          <FieldOf key={field.name} field={field} value={route.query[field.name] ?? ''} />
        ))}
        {isChosen ? (
          <a class="button" href={hashOf(route.section, route.id === null ? {} : { id: route.id })}>
            Clear
          </a>
        ) : null}
      </form>
    </search>
  );
}

/** Words to look for in whatever a row says. */
export const SEARCH: Field = { kind: 'search', name: 'q', label: 'Search' };

/** One severity. */
export const SEVERITY: Field = {
  kind: 'select',
  name: 'severity',
  label: 'Severity',
  options: SEVERITIES.map((severity) => [severity, SEVERITY_TITLES[severity]] as const),
};

/** One vendor of some rows, or none where there are such. */
export function vendorField(rows: readonly { readonly vendor: string | null }[]): Field {
  return { kind: 'select', name: 'vendor', label: 'Vendor', options: vendorOptions(rows) };
}

function vendorOptions(rows: readonly { readonly vendor: string | null }[]): readonly Option[] {
  const names = [...new Set(rows.flatMap(({ vendor }) => (vendor === null ? [] : [vendor])))].sort();
  const none: readonly Option[] = rows.some(({ vendor }) => vendor === null) ? [[NO_VENDOR, 'No vendor']] : [];
  return [...names.map((name) => [name, visible(name)] as const), ...none];
}

function FieldOf({ field, value }: { readonly field: Field; readonly value: string }) {
  switch (field.kind) {
    case 'search':
      return (
        <label class="field">
          <span>{field.label}</span>
          <input type="search" name={field.name} value={value} data-search="" autocomplete="off" spellcheck={false} />
        </label>
      );
    case 'select':
      return (
        <label class="field">
          <span>{field.label}</span>
          <select name={field.name} value={value}>
            <option value="">{field.unchosen ?? 'All'}</option>
            {field.options.map(([option, title]) => (
              <option key={option} value={option} selected={option === value}>
                {title}
              </option>
            ))}
          </select>
        </label>
      );
    case 'check':
      return (
        <label class="field check">
          <input type="checkbox" name={field.name} value="1" checked={value === '1'} />
          <span>{field.label}</span>
        </label>
      );
    default:
      return field satisfies never;
  }
}
