/**
 * Words a person wrote. They do not print: JSON, template strings, spreads, errors and `util.inspect`
 * show nothing. Revealing them is legal in the three places `test/promises/source.test.ts` names.
 */
export class Confidential {
  readonly #words: string

  constructor(words: string) {
    this.#words = words
  }

  reveal(): string {
    return this.#words
  }

  /** Counted in code points, as a person counts. Says nothing about the words. */
  get length(): number {
    return [...this.#words].length
  }

  get blank(): boolean {
    return this.#words.trim() === ''
  }

  toJSON(): string {
    return '[confidential]'
  }

  toString(): string {
    return '[confidential]'
  }

  get [Symbol.toStringTag](): string {
    return 'Confidential'
  }
}
