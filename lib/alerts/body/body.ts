/**
 * What a message says, before it is text or HTML: the words stand in it once, and each rendering shows them in its own
 * way. Strings may hold anything that strangers wrote; making them harmless is the work of whoever shows them.
 */
export interface Body {
  readonly title: string;
  /** Below the title: when the run was, how much is open. */
  readonly facts: readonly string[];
  readonly parts: readonly Part[];
  /** At the end: what was not seen, what is not told. */
  readonly notes: readonly Line[];
}

/** A command in pieces, between which a line may break. */
export type Command = readonly string[];

/** One line, which may be wrapped. */
export type Line =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'change'; readonly sign: '+' | '-'; readonly text: string }
  | { readonly kind: 'step'; readonly number: number; readonly text: string }
  | { readonly kind: 'command'; readonly words: Command };

/** A label of a finding, and what it says. */
export interface Row {
  readonly label: string;
  readonly lines: readonly Line[];
}

/** A finding in a few lines. */
export interface Item {
  /** `1.` or `-`; left out where the list is not marked. */
  readonly marker?: string;
  readonly lead?: string;
  readonly text: string;
  readonly details: readonly Line[];
}

export interface Table {
  readonly head: readonly string[];
  /** The first cell is a name, the others are figures. */
  readonly rows: readonly (readonly string[])[];
}

export type Part =
  | { readonly kind: 'lines'; readonly lines: readonly Line[] }
  | {
      readonly kind: 'client';
      readonly name: string;
      readonly facts: readonly string[];
      /** Shows what it may do; left out for the org itself. */
      readonly see?: Command;
    }
  | {
      readonly kind: 'finding';
      readonly number: number;
      /** `NEW`, `ESCALATED from medium to high`. */
      readonly state: string;
      readonly title: string;
      readonly rows: readonly Row[];
    }
  | { readonly kind: 'list'; readonly title?: string; readonly items: readonly Item[] }
  | { readonly kind: 'section'; readonly title: string; readonly parts: readonly Part[] }
  | { readonly kind: 'table'; readonly table: Table };

export function text(words: string): Line {
  return { kind: 'text', text: words };
}

export function command(words: Command): Line {
  return { kind: 'command', words };
}

/** Lines of their own, without a label. */
export function lines(...all: readonly Line[]): Part {
  return { kind: 'lines', lines: all };
}
