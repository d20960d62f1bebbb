import { Odd } from './odd.ts'
import { written } from './written.ts'

/** Settings of the graphics state, in the order in which they are written. */
export const KEYS = 'Tf Tc Tw Tz TL Tr Ts w J j M d ri fill stroke'.split(' ')
export type Key = string
/** Operators that set each; `null` for one set outside. */
type Values = Map<Key, string | null>

const FRESH: readonly (readonly [Key, string])[] = [
  ['Tc', '0 Tc'],
  ['Tw', '0 Tw'],
  ['Tz', '100 Tz'],
  ['TL', '0 TL'],
  ['Tr', '0 Tr'],
  ['Ts', '0 Ts'],
  ['w', '1 w'],
  ['J', '0 J'],
  ['j', '0 j'],
  ['M', '10 M'],
  ['d', '[] 0 d'],
  ['fill', '0 g'],
  ['stroke', '0 G'],
]
const DEVICES: Readonly<Record<string, readonly [string, string]>> = {
  '/DeviceGray': ['g', '0'],
  '/DeviceRGB': ['rg', '0 0 0'],
  '/DeviceCMYK': ['k', '0 0 0 1'],
}
const COUNTS: Readonly<Record<string, number>> = { g: 1, rg: 3, k: 4 }

/** Current settings, and those already written. */
export class Settings {
  #now: Values
  #emitted: Values

  constructor(fresh: boolean) {
    this.#now = new Map(KEYS.map((key) => [key, null]))
    if (fresh) for (const [key, line] of FRESH) this.#now.set(key, line)
    this.#emitted = new Map(this.#now)
  }

  get(key: Key): string | null {
    return this.#now.get(key) ?? null
  }

  numberOf(key: Key): number {
    return Number.parseFloat(this.get(key) ?? '')
  }

  put(key: Key, line: string): void {
    this.#now.set(key, line)
  }

  /** Marks settings as unknown, because an object that was not examined may have changed them. */
  forget(keys: readonly Key[]): void {
    for (const key of keys) {
      this.#now.set(key, null)
      this.#emitted.set(key, null)
    }
  }

  isEmitted(keys: readonly Key[]): boolean {
    return keys.every((key) => this.get(key) === (this.#emitted.get(key) ?? null))
  }

  /** Settings written so far. */
  get emitted(): ReadonlyMap<Key, string | null> {
    return new Map(this.#emitted)
  }

  takeBack(emitted: ReadonlyMap<Key, string | null>): void {
    this.#emitted = new Map(emitted)
  }

  copy(): Settings {
    const made = new Settings(false)
    made.#now = new Map(this.#now)
    made.#emitted = new Map(this.#emitted)
    return made
  }

  /** Whether the settings written since can be restored by writing the current ones. */
  canReplace(emitted: ReadonlyMap<Key, string | null>): boolean {
    return KEYS.every((key) => {
      const now = this.get(key)
      if (emitted.get(key) === this.#emitted.get(key)) return true
      return now !== null && !/^[^\n]* scn$/i.test(now)
    })
  }

  set(word: string, parts: readonly string[], line: string): void {
    const lower = word.toLowerCase()
    if (!/^(g|rg|k|cs|scn?)$/.test(lower)) {
      this.#now.set(word, line)
      return
    }
    const upper = word !== lower
    const key = upper ? 'stroke' : 'fill'
    const as = (text: string) => (upper ? text.toUpperCase() : text)
    const device = (name: string, values: readonly string[]) =>
      this.#now.set(
        key,
        `${values.map((one) => written(Math.min(1, Math.max(0, Number(one))))).join(' ')} ${as(name)}`,
      )
    if (COUNTS[lower] !== undefined) device(lower, parts)
    else if (lower === 'cs') {
      const [name, first] = DEVICES[parts[0] ?? ''] ?? []
      if (name !== undefined) device(name, (first ?? '').split(' '))
      else this.#now.set(key, line)
    } else {
      const before = this.#now.get(key) ?? ''
      const [, plain = ''] = /^[\d. ]+ (g|rg|k)$/i.exec(before) ?? []
      const space = /^(\S+ cs)/i.exec(before)?.[1]
      if (COUNTS[plain.toLowerCase()] === parts.length) device(plain.toLowerCase(), parts)
      else if (plain !== '') throw new Odd()
      else {
        const chosen = `${parts.join(' ')} ${as('scn')}`
        this.#now.set(key, space === undefined ? chosen : `${space}\n${chosen}`)
      }
    }
  }

  /** Writes the settings that the next operator needs. */
  emit(keys: readonly Key[], into: { push(...lines: string[]): void }): void {
    for (const key of KEYS) {
      if (!keys.includes(key)) continue
      const [now, emitted] = [this.#now.get(key) ?? null, this.#emitted.get(key) ?? null]
      if (now === null || now === emitted) continue
      const [space, colour] = now.split('\n')
      const same = colour !== undefined && emitted?.split('\n')[0] === space
      into.push(...(same ? [colour] : now.split('\n')))
      this.#emitted.set(key, now)
    }
  }
}
