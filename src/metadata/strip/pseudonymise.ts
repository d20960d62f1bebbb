const ALIAS = /^Author \d{1,4}$/

/** Pseudonyms of people named in a document, so that two authors stay distinct in the copy. */
export class Pseudonyms {
  readonly #numbers = new Map<string, string>()

  /** Pseudonym of a name, the same throughout the document. */
  alias(name: string): string {
    // Empty names and pseudonyms stay.
    if (name.trim() === '' || ALIAS.test(name)) return name
    const assigned = this.#numbers.get(name)
    if (assigned !== undefined) return assigned
    const next = `Author ${this.#numbers.size + 1}`
    this.#numbers.set(name, next)
    return next
  }
}
