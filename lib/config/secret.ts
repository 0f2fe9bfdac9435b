import { inspect } from 'node:util';

const SHOWN = '[secret]';

/** A text that printing, logging and JSON do not show. `reveal` is the one way to it, and easy to search for. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}
