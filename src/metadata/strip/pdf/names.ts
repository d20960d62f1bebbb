import { PDFArray, PDFDict, PDFName, type PDFObject } from '@cantoo/pdf-lib'
import type { MetadataFinding } from '../../metadata-finding.ts'
import type { Copier } from './copy.ts'
import { isText } from './values.ts'

/** Name trees, with the finding of those that are not copied. */
const NAMED: Readonly<Record<string, MetadataFinding | null>> = {
  Dests: null,
  JavaScript: 'scripts',
  EmbeddedFiles: 'embedded',
  Renditions: 'embedded',
  AlternatePresentations: 'scripts',
}
/** Collects named destinations, and custom structure types with their standard types. */
export function copyNames(root: PDFDict, copier: Copier): void {
  const names = copier.entry(root, 'Names')
  for (const key of names instanceof PDFDict ? names.keys() : []) {
    const finding = NAMED[key.decodeText()]
    if (finding !== null) copier.findings.add(finding ?? 'other')
  }
  const old = copier.entry(root, 'Dests')
  for (const [key, value] of old instanceof PDFDict ? old.entries() : []) {
    copier.destinations.set(key.decodeText(), value)
  }
  const visited = new Set<PDFObject>()
  const open = [names instanceof PDFDict ? copier.entry(names, 'Dests') : undefined]
  while (open.length > 0) {
    const node = open.pop()
    if (!(node instanceof PDFDict) || visited.has(node)) continue
    visited.add(node)
    const [below, list] = [copier.entry(node, 'Kids'), copier.entry(node, 'Names')]
    for (const kid of below instanceof PDFArray ? below.asArray() : [])
      open.push(copier.resolved(kid))
    const items = list instanceof PDFArray ? list.asArray() : []
    for (let at = 0; at + 1 < items.length; at += 2) {
      const [name, value] = [copier.resolved(items[at]), items[at + 1]]
      if (isText(name) && value !== undefined) copier.destinations.set(name.decodeText(), value)
    }
  }
  const reading = copier.entry(root, 'StructTreeRoot')
  const roles = reading instanceof PDFDict ? copier.entry(reading, 'RoleMap') : undefined
  for (const [key, value] of roles instanceof PDFDict ? roles.entries() : []) {
    const like = copier.resolved(value)
    if (like instanceof PDFName) copier.roles.set(key.decodeText(), like.decodeText())
  }
}
