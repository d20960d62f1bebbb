import type { Stay, Trace } from '../../trace.ts'
import { People } from '../people.ts'

const GUID = /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i

/** What one document said, and the names that stand for its own. */
export class Noted {
  readonly found = new Set<Trace>()
  readonly stays: Stay[] = []
  readonly people = new People()
  readonly #names = new Map<string, string>()
  readonly #counts = new Map<string, number>()

  /** A name of ours for one that a program or a person made up: the same wherever it stands. */
  rename(prefix: string, name: string): string {
    const known = this.#names.get(`${prefix} ${name}`)
    if (known !== undefined) return known
    const next = `${prefix}${this.count(prefix)}`
    this.#names.set(`${prefix} ${name}`, next)
    return next
  }

  knows(prefix: string, name: string): boolean {
    return this.#names.has(`${prefix} ${name}`)
  }

  /** One, two, three. */
  count(of: string): number {
    const next = (this.#counts.get(of) ?? 0) + 1
    this.#counts.set(of, next)
    return next
  }

  /** Identifiers that are drawn by chance name the hour and the machine; counted, they still belong together. */
  plainId(value: string): string | null {
    if (!GUID.test(value)) return null
    const n = this.rename('', value.replace(/[{}]/g, '').toLowerCase())
    const counted = `00000000-0000-0000-0000-${n.padStart(12, '0')}`
    return value.startsWith('{') ? `{${counted}}` : counted
  }
}
