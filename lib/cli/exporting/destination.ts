/** Where the text of an export goes. */
export interface Destination {
  /** Takes the whole text. Stops early where nobody reads on. */
  take(text: AsyncIterable<string>): Promise<void>;
}

/** Pieces are put together up to so many characters: a write for each line would be slow. */
const CHUNK_CHARACTERS = 65_536;

/** A pipe, a terminal or a redirection, at the pace of its reader. */
export function streamDestination(stream: NodeJS.WritableStream & { readonly destroyed?: boolean }): Destination {
  return {
    take: async (text) => {
      const reader = watch(stream);
      try {
        for await (const chunk of chunked(text)) {
          if (reader.isGone()) return;
          if (!stream.write(chunk)) await reader.isReady();
        }
      } finally {
        reader.unwatch();
      }
    },
  };
}

/** The text in larger pieces. */
export async function* chunked(text: AsyncIterable<string>): AsyncGenerator<string, void> {
  let chunk = '';
  for await (const piece of text) {
    chunk += piece;
    if (chunk.length >= CHUNK_CHARACTERS) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

/** Whoever reads may leave at any time, as `head` does: that is no failure, and nobody must wait for them. */
function watch(stream: NodeJS.WritableStream & { readonly destroyed?: boolean }) {
  let isGone = stream.destroyed === true;
  let wake = () => {};
  const onGone = () => {
    isGone = true;
    wake();
  };
  const onDrain = () => wake();
  stream.on('close', onGone).on('error', onGone).on('drain', onDrain);
  return {
    isGone: () => isGone,
    isReady: () =>
      new Promise<void>((resolve) => {
        wake = resolve;
        if (isGone) resolve();
      }),
    unwatch: () => {
      stream.off('close', onGone).off('error', onGone).off('drain', onDrain);
    },
  };
}
