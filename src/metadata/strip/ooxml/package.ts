import type { Bytes } from '#bytes.ts'
import { FileRefused } from '../../metadata-finding.ts'
import { attributeOf, filterIn, parseXml, roomForTrees, type Tree } from '../../xml/tree.ts'
import { ContentTypes, decoded } from '../../zip/content-types.ts'
import type { DocumentParts } from '../../zip/document.ts'
import { textOf } from '../../zip/xml.ts'

/** A relationship to a part, or to an external target. */
export interface Relation {
  readonly id: string
  /** The last word of its type, where the type is one of those that documents have. */
  readonly type: string
  readonly target: string
  readonly external: boolean
}

const BASES =
  /^(http:\/\/schemas\.openxmlformats\.org\/(officeDocument|package)\/2006\/relationships|http:\/\/purl\.oclc\.org\/ooxml\/officeDocument\/relationships|http:\/\/schemas\.microsoft\.com\/office\/\d{4}(\/\d{2})?\/relationships)(\/metadata|\/digital-signature)?\//

/** Parts of an OPC package, found by relationships. Names are case-insensitive. */
export class Package {
  readonly #parts = new Map<string, Uint8Array<ArrayBuffer>>()
  readonly #types: ContentTypes
  readonly #seen = new Set<string>()
  readonly #trees = new Map<string, Tree>()
  readonly #room = roomForTrees()

  /** @throws FileRefused */
  constructor(parts: DocumentParts) {
    for (const [name, bytes] of parts) this.#parts.set(name.toLowerCase(), bytes)
    const types = this.bytesOf('[content_types].xml')
    if (types === undefined) throw new FileRefused('broken')
    this.#types = new ContentTypes(types)
  }

  /** The types of all parts that are there. */
  types(): readonly string[] {
    return [...this.#parts.keys()].map((name) => this.typeOf(name))
  }

  /** Whether a part of such a type leads to a picture that is there. */
  hasPicturesOf(types: RegExp): boolean {
    return [...this.#parts.keys()].some(
      (name) =>
        types.test(this.typeOf(name)) &&
        this.relationsOf(name).some(
          ({ type, external, target }) => type === 'image' && !external && this.#parts.has(target),
        ),
    )
  }

  typeOf(name: string): string {
    return this.#types.typeOf(name)
  }

  /** Parsed part, for reading only. @returns `undefined` when there is none */
  treeOf(name: string): Tree | undefined {
    const bytes = this.bytesOf(name)
    const isVml = name.endsWith('.vml') || this.typeOf(name).endsWith('.vmlDrawing')
    const xml = isVml && bytes !== undefined ? withBreaksClosed(bytes) : bytes
    const tree = this.#trees.get(name) ?? (xml && parseXml(xml, this.#room))
    if (tree !== undefined) this.#trees.set(name, tree)
    return tree
  }

  /** Parsed part, for changing. */
  takeTree(name: string): Tree | undefined {
    const tree = this.treeOf(name)
    this.#trees.delete(name)
    return tree
  }

  bytesOf(name: string): Uint8Array<ArrayBuffer> | undefined {
    this.#seen.add(name)
    return this.#parts.get(name)
  }

  /** What nothing leads to that was asked for. */
  unseen(): readonly string[] {
    return [...this.#parts.keys()].filter((name) => !this.#seen.has(name))
  }

  /** Relationships of a part; of the package for an empty name. */
  relationsOf(name: string): readonly Relation[] {
    const slash = name.lastIndexOf('/') + 1
    const folder = name.slice(0, slash)
    const list = this.bytesOf(`${folder}_rels/${name.slice(slash)}.rels`)
    if (list === undefined) return []
    return filterIn(parseXml(list).root, (element) => element.name === 'pr:Relationship').map(
      (element) => {
        const external = attributeOf(element, 'TargetMode')?.toLowerCase() === 'external'
        const target = attributeOf(element, 'Target') ?? ''
        const type = attributeOf(element, 'Type') ?? ''
        return {
          id: attributeOf(element, 'Id') ?? '',
          type: BASES.test(type) ? (type.split('/').at(-1) ?? '') : '',
          target: external ? target : resolved(target, folder),
          external,
        }
      },
    )
  }
}

/** Older drawings, in which Excel writes a new line of a control as HTML does, which is no XML. */
function withBreaksClosed(bytes: Bytes): Bytes {
  const text = textOf(bytes)
  return text.includes('<br>') ? new TextEncoder().encode(text.replaceAll('<br>', '<br/>')) : bytes
}

function resolved(target: string, folder: string): string {
  const [path = ''] = decoded(target).toLowerCase().split('#')
  const steps: string[] = []
  for (const step of (path.startsWith('/') ? path : `${folder}${path}`).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}
