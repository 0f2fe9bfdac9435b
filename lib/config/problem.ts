/** One thing that is wrong with the configuration, in words that say how to put it right. */
export interface Problem {
  /** The file as the user named it; `environment` for a variable. */
  readonly file: string;
  /** 1-based; absent where there is no such place (a variable, a file that cannot be read). */
  readonly line?: number;
  /** 1-based, in UTF-16 code units, as editors count. */
  readonly column?: number;
  /** `vendors[0].scopes[1]`, the name of a variable, or empty for the whole. */
  readonly path: string;
  readonly message: string;
  /** What was written, shortened. Absent where it could be a secret. */
  readonly given?: string;
  readonly allowed?: readonly string[];
}

/** The configuration cannot be used. Holds every problem that was found, in the order of the file. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(problemLine).join('\n'), options);
    this.problems = problems;
  }
}

/** `guardian.yaml:12:5 vendors[0].scopes[1]: …`: the form that editors and terminals turn into a link. */
export function problemLine({ file, line, column, path, message, given, allowed }: Problem): string {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  const details = [
    message,
    ...(given === undefined ? [] : [`given: ${given}`]),
    ...(allowed === undefined ? [] : [`allowed: ${allowed.join(', ')}`]),
  ];
  return `${[place, path].filter(Boolean).join(' ')}: ${details.join('; ')}`;
}

/** Keys and indexes from the root to a place in the file. */
export type Path = readonly (string | number)[];

/** `vendors[0].scopes[1]`; a key that is no plain word is quoted: `roles["Voice, premium"]`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[\w-]+$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}
