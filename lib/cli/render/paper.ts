import colours from 'picocolors';

type Colours = ReturnType<typeof colours.createColors>;

/** What a text is printed on: whether it takes colour, and how wide it is. */
export interface Paper {
  readonly paint: Colours;
  readonly hasColour: boolean;
  /** Characters to a line of a terminal; absent in pipes and files, where nothing is cut. */
  readonly columns?: number;
}

/** Paper without colour or margin: pipes and files. */
export const PLAIN_PAPER: Paper = { paint: colours.createColors(false), hasColour: false };

/**
 * The paper of a stream. Colour is for terminals; `NO_COLOR` takes it away and `FORCE_COLOR` gives it to pipes too
 * (https://no-color.org, https://force-color.org).
 */
export function paperOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  env: Readonly<Record<string, string | undefined>>,
): Paper {
  const isTerminal = stream.isTTY === true;
  const hasColour = !env.NO_COLOR && (isForced(env.FORCE_COLOR) || (isTerminal && env.TERM !== 'dumb'));
  return {
    paint: colours.createColors(hasColour),
    hasColour,
    ...(isTerminal && stream.columns !== undefined && stream.columns > 0 && { columns: stream.columns }),
  };
}

function isForced(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
