/** A call that somebody says an app will make, and where that stands. */
export interface DeclaredCall {
  /** In upper case. */
  readonly method: string;
  /** As written, without host: a template, or a path with ids in it. */
  readonly path: string;
  /** `calls.txt, line 3`, `item[0].item[2].request`. */
  readonly place: string;
}

/** Something that could not be read, and where. */
export interface ReadingProblem {
  readonly place: string;
  readonly message: string;
}

/** What a file declares. Whatever is not among the calls is among the problems. */
export interface DeclaredReading {
  readonly form: DeclaredForm;
  readonly calls: readonly DeclaredCall[];
  readonly problems: readonly ReadingProblem[];
}

export type DeclaredForm = 'list' | 'Postman collection' | 'OpenAPI' | 'Swagger';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

export function isMethod(word: string): boolean {
  return METHODS.has(word.toUpperCase());
}
