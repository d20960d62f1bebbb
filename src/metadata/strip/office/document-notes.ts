import type { MetadataFinding } from '../../metadata-finding.ts'
import { eachOnce, type Stay, type StayKind, type StayLocation } from '../../stay.ts'
import type { Node } from '../../xml/tree.ts'
import { Pseudonyms } from '../pseudonymise.ts'
import type { Stays } from './paragraphs.ts'

const GUID = /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i

/** Ids of table styles that every copy of PowerPoint has, and of extensions by which Excel finds rules, choices and lines, and PowerPoint the colour of a link. */
const EVERYWHERE =
  /^\{(5C22544A-7EE6-4342-B048-85BDC9FD1C3A|2D5ABB26-0587-4C30-8999-92F81FD0307C|5940675A-B579-460E-94D1-54222C63F5DA|78C0D931-6437-407d-A8EE-F0AAD7539E65|CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF|A12FA001-AC4F-418D-AE19-62706E023703|05C60535-1F16-4fd2-B633-F4F36F0B64E0)\}$/i

/** Collects what cleaning one document finds and what stays in it, and gives new names to its own names. */
export class DocumentNotes {
  readonly findings = new Set<MetadataFinding>()
  readonly #stays: (readonly [kind: StayKind, of: Node | string])[] = []
  /** Formulas that are gone, because they led away or nothing used them, by the cell or the name that had them. */
  readonly away = new Map<Node, string>()
  readonly #pseudonyms = new Pseudonyms()
  readonly #names = new Map<string, string>()
  readonly #counts = new Map<string, number>()

  /** Reports that something stays. @param of the element of the copy that it is in, or the path of an image */
  keeps(kind: StayKind, of: Node | string): void {
    this.#stays.push([kind, of])
  }

  /**
   * What stays, with locations. An image without a location is not part of the copy.
   * @param placesOf locations of these elements and images
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

  /** Neutral name for a name that a program or a person chose; equal names get equal ones. */
  rename(prefix: string, name: string): string {
    const renamed = this.#names.get(`${prefix} ${name}`)
    if (renamed !== undefined) return renamed
    const next = `${prefix}${this.count(prefix)}`
    this.#names.set(`${prefix} ${name}`, next)
    return next
  }

  /** Pseudonym of a person; reported, unless the name is one already. */
  alias(name: string, finding: MetadataFinding): string {
    const alias = this.#pseudonyms.alias(name)
    if (alias !== name) this.findings.add(finding)
    return alias
  }

  knows(prefix: string, name: string): boolean {
    return this.#names.has(`${prefix} ${name}`)
  }

  /** Next number of a counter, from 1. */
  count(of: string): number {
    const next = (this.#counts.get(of) ?? 0) + 1
    this.#counts.set(of, next)
    return next
  }

  /**
   * Replaces a GUID by a counted one, since a random one can identify time and machine; references between equal ones
   * stay. `null` when the value is no GUID.
   */
  plainId(value: string): string | null {
    if (!GUID.test(value)) return null
    if (EVERYWHERE.test(value)) return value
    const n = this.rename('', value.replace(/[{}]/g, '').toLowerCase())
    const counted = `00000000-0000-0000-0000-${n.padStart(12, '0')}`
    return value.startsWith('{') ? `{${counted}}` : counted
  }
}
