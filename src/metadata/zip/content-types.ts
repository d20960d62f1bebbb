import { FileRefused } from '../metadata-finding.ts'
import { attributeOf, elementsIn, parseXml } from '../xml/tree.ts'

/** Media types of the parts of an OPC package, as its list of types declares them. Names are case-insensitive. */
export class ContentTypes {
  readonly #names = new Map<string, string>()
  readonly #endings = new Map<string, string>()

  /** @param list the part `[Content_Types].xml` @throws FileRefused */
  constructor(list: Uint8Array<ArrayBuffer>) {
    for (const element of elementsIn(parseXml(list).root)) {
      const type = attributeOf(element, 'ContentType') ?? ''
      const name = (attributeOf(element, 'PartName') ?? '').replace(/^\//, '').toLowerCase()
      const ending = (attributeOf(element, 'Extension') ?? '').toLowerCase()
      if (element.name === 'ct:Override') this.#names.set(decoded(name), type)
      if (element.name === 'ct:Default') this.#endings.set(ending, type)
    }
  }

  /** @param name in lower case */
  typeOf(name: string): string {
    return this.#names.get(name) ?? this.#endings.get(name.split('.').at(-1) ?? '') ?? ''
  }
}

/** Name of a part without percent signs. @throws FileRefused */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw new FileRefused('broken')
  }
}
