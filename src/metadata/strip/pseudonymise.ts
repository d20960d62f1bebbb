const ALIAS = /^Author \d{1,4}$/

/** Who is named in a document, and what stands for each in the copy: so that two voices stay two. */
export class Pseudonyms {
  readonly #numbers = new Map<string, string>()

  /** The same for the same name, throughout the document. */
  alias(name: string): string {
    // What stands for somebody already is nobody's name.
    if (name.trim() === '' || ALIAS.test(name)) return name
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    const next = `Author ${this.#numbers.size + 1}`
    this.#numbers.set(name, next)
    return next
  }
}
