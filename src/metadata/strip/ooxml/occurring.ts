/** The most that Excel lets a rule look for. */
const LONGEST = 255
type Letters = Map<string, Letters>

/** Those of the texts that occur in some of the words: each letter of these is read once and as far as texts go. */
export function occurring(texts: Iterable<string>, words: Iterable<string>): ReadonlySet<string> {
  const [first, ends] = [new Map() as Letters, new Map<Letters, string>()]
  for (const text of texts) {
    let at = first
    for (const letter of text.slice(0, LONGEST + 1)) {
      const next: Letters = at.get(letter) ?? new Map()
      at.set(letter, next)
      at = next
    }
    if (text.length <= LONGEST) ends.set(at, text)
  }
  const matches = new Set<string>()
  for (const word of first.size === 0 ? [] : words) {
    const letters = [...word.toLowerCase()]
    for (let from = 0; from < letters.length; from += 1) {
      let at = first.get(letters[from] ?? '')
      for (let n = from + 1; at !== undefined; n += 1) {
        const end = ends.get(at)
        if (end !== undefined) matches.add(end)
        at = at.get(letters[n] ?? '')
      }
    }
  }
  return matches
}
