import type { MetadataFinding } from '../../metadata-finding.ts'
import { eachOnce, type Stay, type StayKind, type StayLocation } from '../../stay.ts'
import type { Node } from '../../xml/tree.ts'
import { Pseudonyms } from '../pseudonymise.ts'
import type { Stays } from './paragraphs.ts'

const GUID = /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i

/** Styles of tables that every copy of PowerPoint has, and what the newest ones call themselves. */
const EVERYWHERE =
  /^\{(5C22544A-7EE6-4342-B048-85BDC9FD1C3A|2D5ABB26-0587-4C30-8999-92F81FD0307C|5940675A-B579-460E-94D1-54222C63F5DA)\}$/i

/** What one document said, and the names that stand for its own. */
export class DocumentNotes {
  readonly found = new Set<MetadataFinding>()
  readonly #stays: (readonly [kind: StayKind, of: Node | string])[] = []
  readonly pseudonyms = new Pseudonyms()
  readonly #names = new Map<string, string>()
  readonly #counts = new Map<string, number>()

  /** Says that something is still there: in or at which element of the copy, or in which picture, by its path. */
  keeps(kind: StayKind, of: Node | string): void {
    this.#stays.push([kind, of])
  }

  /**
   * What stays, where a person finds it. A picture without a place is not in the copy.
   * @param placesOf where each of these elements and pictures is
   */
  stays(placesOf: (of: Stays) => ReadonlyMap<Node | string, StayLocation>): readonly Stay[] {
    const all = this.#stays
    const places = placesOf(new Map(all.map(([kind, of]) => [of, kind] as const).reverse()))
    return eachOnce(
      all.flatMap(([kind, of]) => {
        const place =
          places.get(of) ?? (typeof of === 'string' ? null : { at: 'document' as const })
        return place === null ? [] : [{ kind, place }]
      }),
    )
  }

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
    if (EVERYWHERE.test(value)) return value
    const n = this.rename('', value.replace(/[{}]/g, '').toLowerCase())
    const counted = `00000000-0000-0000-0000-${n.padStart(12, '0')}`
    return value.startsWith('{') ? `{${counted}}` : counted
  }
}
