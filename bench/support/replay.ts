import type { GenesysSource, Store } from '../../lib/ports.ts';

/** Answers of ports, by method and arguments. */
export type Answers = ReadonlyMap<string, unknown>;

type Port = GenesysSource | Store;

/** The port itself; what it answers is put into `answers`. */
export function recorded<T extends Port>(port: T, answers: Map<string, unknown>): T {
  return intercepted(port, async (key, ask) => {
    const answer = await ask();
    answers.set(key, answer);
    return answer;
  });
}

/**
 * A port that gives recorded answers without any work: what is left is the work of whoever asks. Throws for what was
 * never asked.
 */
export function replayed<T extends Port>(answers: Answers): T {
  // Only methods are replayed, and every one of them answers by the recording.
  return intercepted({} as T, async (key) => {
    if (!answers.has(key)) throw new Error(`${key} was not asked while recording`);
    return answers.get(key);
  });
}

function intercepted<T extends Port>(port: T, answer: (key: string, ask: () => Promise<unknown>) => unknown): T {
  return new Proxy(port, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      if (member !== undefined && typeof member !== 'function') return member;
      return (...args: readonly unknown[]) =>
        answer(`${String(name)} ${JSON.stringify(args)}`, () => Reflect.apply(member ?? noMethod, target, args));
    },
  });
}

function noMethod(): never {
  throw new Error('a replayed port has no methods of its own');
}
