/**
 * One line of the table: a ratio, what a person waits for (seconds, milliseconds), or memory. Where there was nothing to
 * measure the numbers are `NaN`.
 */
export interface Figure {
  readonly what: string
  readonly against: string
  readonly unit: 'x' | 's' | 'ms' | 'MB'
  readonly median: number
  readonly least: number
  readonly most: number
  /** `null` where nothing was promised and the figure explains another. */
  readonly target: { readonly kind: 'at_least' | 'at_most'; readonly value: number } | null
}

export function atLeast(value: number): Figure['target'] {
  return { kind: 'at_least', value }
}

export function atMost(value: number): Figure['target'] {
  return { kind: 'at_most', value }
}

/** @returns `null` where nothing was promised, or nothing measured */
export function isMet({ median, target }: Figure): boolean | null {
  if (target === null || Number.isNaN(median)) return null
  return target.kind === 'at_least' ? median >= target.value : median <= target.value
}

/** Median, least and most of what several rounds gave. */
export function spread(numbers: readonly number[]): Pick<Figure, 'median' | 'least' | 'most'> {
  const sorted = numbers.toSorted((a, b) => a - b)
  return {
    median: quantile(sorted, 0.5),
    least: sorted[0] ?? Number.NaN,
    most: sorted.at(-1) ?? Number.NaN,
  }
}

/** @param sorted ascending */
export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}
