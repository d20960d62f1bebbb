/** In any order, and none of them twice. */
export function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return !repeats(one) && one.length === other.length && one.every((each) => other.includes(each))
}

export function repeats(some: readonly string[]): boolean {
  return new Set(some).size !== some.length
}
