import { piecesOf } from '../view/visible.ts';

/**
 * A text from outside: isolated, so that its direction ends where it ends, and with every character named that cannot be
 * seen. Preact escapes the rest.
 */
export function Name({ text }: { readonly text: string }) {
  return (
    <bdi dir="auto" class="name">
      {piecesOf(text).map(({ text: piece, isSign }) => (isSign ? <span class="sign">{piece}</span> : piece))}
    </bdi>
  );
}
