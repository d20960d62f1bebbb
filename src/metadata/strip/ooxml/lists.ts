import { type Bytes, utf8 } from '#bytes.ts'
import { inAttribute } from '../../xml/write.ts'

/** A part of the copy and what it leads to. */
export interface PartWithRelations {
  readonly path: string
  readonly type: string
  readonly relations: {
    readonly id: string
    readonly type: string
    /** The path of a part, or an address. */
    readonly target: string
    readonly external: boolean
  }[]
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const STRICT = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
/** Newer than the standard. */
const NEWER = 'http://schemas.microsoft.com/office/2018/10/relationships'
const NEWER_TYPE = /^application\/vnd\.ms-powerpoint\.(authors|comments)\+xml$/
const ENDINGS: Readonly<Record<string, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  emf: 'image/x-emf',
  wmf: 'image/x-wmf',
  tiff: 'image/tiff',
  bmp: 'image/bmp',
}

/** The list of types in front, as readers expect it, and a list of relationships for each part that has some. */
export function* listsOf(
  parts: readonly PartWithRelations[],
  media: readonly { readonly path: string }[],
  strict: boolean,
): Generator<readonly [string, Bytes]> {
  yield ['[Content_Types].xml', typesOf(parts, media)]
  const types = new Map(parts.map(({ path, type }) => [path, type]))
  const [first] = parts
  const top = { id: 'rId1', type: 'officeDocument', target: first?.path ?? '', external: false }
  yield ['_rels/.rels', relationsOf('', [top], types, strict)]
  for (const { path, relations } of parts) {
    if (relations.length === 0) continue
    const at = path.lastIndexOf('/') + 1
    const name = `${path.slice(0, at)}_rels/${path.slice(at)}.rels`
    yield [name, relationsOf(path, relations, types, strict)]
  }
}

function typesOf(
  parts: readonly PartWithRelations[],
  media: readonly { readonly path: string }[],
): Bytes {
  const endings = [...new Set(media.map(({ path }) => path.split('.').at(-1) ?? ''))].toSorted()
  const defaults = [
    ['rels', 'application/vnd.openxmlformats-package.relationships+xml'],
    ['xml', 'application/xml'],
    ...endings.map((ending) => [ending, ENDINGS[ending] ?? 'application/octet-stream']),
  ].map(
    ([ending, type]) =>
      `<Default Extension="${inAttribute(ending ?? '')}" ContentType="${inAttribute(type ?? '')}"/>`,
  )
  const overrides = parts.map(
    ({ path, type }) =>
      `<Override PartName="/${inAttribute(path)}" ContentType="${inAttribute(type)}"/>`,
  )
  const all = [...defaults, ...overrides].join('')
  return bytesOf(`<Types xmlns="${PACKAGE}/content-types">${all}</Types>`)
}

function relationsOf(
  owner: string,
  relations: PartWithRelations['relations'],
  types: ReadonlyMap<string, string>,
  strict: boolean,
): Bytes {
  const all = relations.map(({ id, type, target, external }) => {
    const newer = NEWER_TYPE.test(types.get(target) ?? '')
    const base = newer ? NEWER : strict ? STRICT : OFFICE
    const to = inAttribute(external ? target : fromTo(owner, target))
    const mode = external ? ' TargetMode="External"' : ''
    return `<Relationship Id="${inAttribute(id)}" Type="${inAttribute(`${base}/${type}`)}" Target="${to}"${mode}/>`
  })
  return bytesOf(`<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`)
}

/** From a part to another, as most readers write it: up, and down again. */
function fromTo(owner: string, target: string): string {
  const [from, to] = [owner.split('/').slice(0, -1), target.split('/')]
  let same = 0
  while (same < from.length && from[same] === to[same]) same += 1
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/')
}

function bytesOf(text: string): Bytes {
  return utf8(HEAD + text)
}
