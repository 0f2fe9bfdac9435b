import colours from 'picocolors';

type Colours = ReturnType<typeof colours.createColors>;

/** What a text is printed on: whether it takes colour, and how wide it is. */
export interface Paper {
  readonly paint: Colours;
  readonly hasColour: boolean;
  /** False where it may know no more than ASCII. */
  readonly hasUnicode: boolean;
  /** Characters to a line of a terminal; absent in pipes and files, where nothing is cut. */
  readonly columns?: number;
}

/** Paper without colour or margin: pipes and files. */
export const PLAIN_PAPER: Paper = { paint: colours.createColors(false), hasColour: false, hasUnicode: true };

/**
 * The paper of a stream, judged by that stream alone. Colour is for terminals. In the order in which they count:
 * `NO_COLOR` takes it away (https://no-color.org), `FORCE_COLOR` and `CLICOLOR_FORCE` give it to pipes too
 * (https://force-color.org, https://bixense.com/clicolors), `FORCE_COLOR=0`, `CLICOLOR=0` and `TERM=dumb` take it away.
 */
export function paperOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  env: Readonly<Record<string, string | undefined>>,
): Paper {
  const isTerminal = stream.isTTY === true;
  const hasColour = colourWish(env) ?? (isTerminal && env.TERM !== 'dumb');
  return {
    paint: colours.createColors(hasColour),
    hasColour,
    hasUnicode: hasUnicode(env),
    ...(isTerminal && stream.columns !== undefined && stream.columns > 0 && { columns: stream.columns }),
  };
}

/** What somebody asked for, whatever the stream is; undefined where nobody did. */
function colourWish(env: Readonly<Record<string, string | undefined>>): boolean | undefined {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return isOn(env.FORCE_COLOR);
  if (env.CLICOLOR_FORCE && isOn(env.CLICOLOR_FORCE)) return true;
  return env.CLICOLOR === '0' ? false : undefined;
}

function isOn(value: string): boolean {
  return value !== '0' && value !== 'false';
}

/**
 * True unless the locale says that it has no more than one byte to a character. POSIX: `LC_ALL` counts before `LC_CTYPE`,
 * and that before `LANG`; where none is set, most terminals of today know UTF-8 all the same.
 */
function hasUnicode(env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.TERM === 'dumb') return false;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return !locale || /utf-?8/i.test(locale);
}
