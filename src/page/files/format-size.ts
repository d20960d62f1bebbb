import type { Words } from '#dialogs/words.ts'

const STEP = 1024
const UNITS = ['kilobyte', 'megabyte'] as const

/** File size in the format of a language: "3.4 MB", «3,4 МБ». */
export function sizeIn({ lang }: Pick<Words, 'lang'>, bytes: number): string {
  const large = bytes >= STEP * STEP
  const [unit, value] = large ? [UNITS[1], bytes / STEP / STEP] : [UNITS[0], bytes / STEP]
  const format = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: large ? 1 : 0 }
  return new Intl.NumberFormat(lang, format as Intl.NumberFormatOptions).format(
    bytes === 0 ? 0 : Math.max(value, large ? 0 : 1),
  )
}

export function percentIn({ lang }: Pick<Words, 'lang'>, part: number): string {
  return new Intl.NumberFormat(lang, { style: 'percent' }).format(Math.floor(part * 100) / 100)
}
