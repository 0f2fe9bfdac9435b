import type { ComponentChildren } from 'preact';
import { Name } from './name.tsx';

/** One line of a list of facts (`dl`). */
export function Fact({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>
        <Name text={title} />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
