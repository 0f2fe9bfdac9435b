/** Something in a catalogue or a definition that needs a look. */
export interface CatalogueNote {
  /** `line 12`, or the place in a definition: `paths["/api/v2/users"].get.security`. */
  readonly place: string;
  readonly message: string;
}

const MOST_SHOWN = 20;

/** A text is no catalogue, or a definition cannot be read as one. Holds every problem; its message shows the first 20. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
  readonly problems: readonly CatalogueNote[];

  constructor(problems: readonly CatalogueNote[], options?: ErrorOptions) {
    const shown = problems.slice(0, MOST_SHOWN).map(({ place, message }) => `${place}: ${message}`);
    const hidden = problems.length - shown.length;
    super([...shown, ...(hidden > 0 ? [`and ${hidden} more`] : [])].join('\n'), options);
    this.problems = problems;
  }
}
