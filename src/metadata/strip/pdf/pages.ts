import { PDFArray, PDFDict, PDFName, PDFNumber, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import { FileRefused } from '../../metadata-finding.ts'
import type { Copier } from './copy.ts'

/** Entries that a page inherits from its parents. */
const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate']
/** Most pages and parts of the page tree. */
const MOST_PLACES = 100_000

interface Page {
  readonly page: PDFDict
  readonly above: ReadonlyMap<string, PDFObject>
}

export function pagesOf(root: PDFDict, copier: Copier): readonly Page[] {
  const pages: Page[] = []
  // A page, or a part of the tree, may stand in several places, but not within itself.
  const around = new Set<PDFObject>()
  let places = 0
  const walk = (
    object: PDFObject | undefined,
    above: ReadonlyMap<string, PDFObject>,
    depth: number,
  ) => {
    const node = copier.resolved(object)
    if (!(node instanceof PDFDict) || around.has(node) || depth > 100) return
    places += 1
    if (places > MOST_PLACES) throw new FileRefused('broken')
    const below = copier.entry(node, 'Kids')
    if (!(below instanceof PDFArray)) {
      pages.push({ page: node, above })
      return
    }
    const own = new Map(above)
    for (const key of INHERITED) {
      const value = node.get(PDFName.of(key))
      if (value !== undefined) own.set(key, value)
    }
    around.add(node)
    for (const kid of below.asArray()) walk(kid, own, depth + 1)
    around.delete(node)
  }
  walk(root.get(PDFName.of('Pages')), new Map(), 0)
  if (pages.length === 0) throw new FileRefused('broken')
  return pages
}

export function contentStreams(page: PDFDict, copier: Copier): readonly PDFStream[] {
  const contents = copier.entry(page, 'Contents')
  const items = contents instanceof PDFArray ? contents.asArray() : [contents]
  return items.map((item) => copier.resolved(item)).filter((item) => item instanceof PDFStream)
}

/** Tells which layers are hidden when the document is opened, or at some zoom. */
export function hiddenLayers(root: PDFDict, copier: Copier): (layer: PDFObject) => boolean {
  const list = (dict: PDFDict, key: string) => {
    const value = copier.entry(dict, key)
    return value instanceof PDFArray ? value.asArray().map((item) => copier.resolved(item)) : []
  }
  const layers = copier.entry(root, 'OCProperties')
  const shown = layers instanceof PDFDict ? copier.entry(layers, 'D') : undefined
  if (!(shown instanceof PDFDict)) return () => false
  const off = new Set(list(shown, 'OFF'))
  const isOff = copier.nameIn(shown, 'BaseState') === 'OFF'
  const isByUse = list(shown, 'AS').length > 0
  return (layer) => isOff || off.has(layer) || (isByUse && isHiddenByUse(layer, copier))
}

/** Whether a layer's usage hides it on screens. */
function isHiddenByUse(layer: PDFObject, copier: Copier): boolean {
  const usage = layer instanceof PDFDict ? copier.entry(layer, 'Usage') : undefined
  const view = usage instanceof PDFDict ? copier.entry(usage, 'View') : undefined
  const zoom = usage instanceof PDFDict ? copier.entry(usage, 'Zoom') : undefined
  return (
    (view instanceof PDFDict && copier.nameIn(view, 'ViewState') === 'OFF') ||
    (zoom instanceof PDFDict &&
      ((copier.numberIn(zoom, 'min') ?? 0) > 1 || (copier.numberIn(zoom, 'max') ?? 1) < 1))
  )
}

/** Whether the crop box shows only a part of the page, whose rest is still in the file. */
export function isCut(page: PDFDict): boolean {
  const [whole, shown] = [page.get(PDFName.of('MediaBox')), page.get(PDFName.of('CropBox'))]
  if (!(whole instanceof PDFArray && shown instanceof PDFArray)) return false
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbersIn(whole)
  const [a1 = 0, b1 = 0, a2 = 0, b2 = 0] = numbersIn(shown)
  return [a1 - x1, b1 - y1, x2 - a2, y2 - b2].some((part) => part > 1)
}

export function numbersIn(list: PDFArray): readonly number[] {
  return list.asArray().map((item) => (item instanceof PDFNumber ? item.asNumber() : 0))
}
