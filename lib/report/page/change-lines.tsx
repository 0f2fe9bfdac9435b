import type { AccessChange } from '../../domain/finding.ts';
import { Name } from './name.tsx';

interface ChangeLinesProps {
  readonly change: AccessChange | undefined;
  /** True for a row of a table, where lines follow each other. */
  readonly isShort?: boolean;
}

/** What differs, as lines with + and −. Nothing where nothing does. */
export function ChangeLines({ change, isShort = false }: ChangeLinesProps) {
  if (!change) return null;
  const { added, removed, changed } = change;
  if (added.length + removed.length + changed.length === 0) return null;
  return (
    <ul class={isShort ? 'change short' : 'change'}>
      {added.map((name) => (
        <ChangeLine sign="+" text={name} />
      ))}
      {removed.map((name) => (
        <ChangeLine sign="-" text={name} />
      ))}
      {changed.map(({ name, from, to }) => (
        <>
          <ChangeLine sign="-" text={`${name}: ${from}`} />
          <ChangeLine sign="+" text={`${name}: ${to}`} />
        </>
      ))}
    </ul>
  );
}

function ChangeLine({ sign, text }: { readonly sign: '+' | '-'; readonly text: string }) {
  return (
    <li class={sign === '+' ? 'added' : 'removed'}>
      <span aria-hidden="true">{sign === '+' ? '+' : '−'} </span>
      <span class="unseen-words">{sign === '+' ? 'added: ' : 'removed: '}</span>
      <Name text={text} />
    </li>
  );
}
