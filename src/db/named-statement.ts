/** What a statement takes. */
export type Value = string | number | boolean | Buffer | null

/** A statement with named values, as the driver sends it. */
export interface NamedStatement {
  /** With `$1`, `$2`, … in order of first use. */
  readonly text: string
  /** Names by place: the first is `$1`. */
  readonly names: readonly string[]
  /** The values in that order. @throws TypeError naming a value that is missing or that the statement does not use */
  values(named: Readonly<Record<string, Value>>): Value[]
}

/** @param text SQL in which a value is `:name`; casts (`::text`) stay as they are */
export function namedStatement(text: string): NamedStatement {
  const names: string[] = []
  const numbered = text.replaceAll(/(?<!:):([a-z]\w*)/gi, (_, name: string) => {
    if (!names.includes(name)) names.push(name)
    return `$${names.indexOf(name) + 1}`
  })
  return {
    text: numbered,
    names,
    values(named) {
      const missing = names.filter((name) => named[name] === undefined)
      const surplus = Object.keys(named).filter((name) => !names.includes(name))
      if (missing.length + surplus.length > 0) {
        throw new TypeError(`statement values: missing [${missing}], surplus [${surplus}]`)
      }
      return names.map((name) => named[name] ?? null)
    },
  }
}
