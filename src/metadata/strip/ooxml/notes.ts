import { elementsIn, type Node } from '../../xml/tree.ts'
import { isWritten } from '../office/clean.ts'
import type { Noted } from '../office/noted.ts'

const REFERENCES: Readonly<Record<string, string>> = {
  'w:footnote': 'w:footnoteReference',
  'w:endnote': 'w:endnoteReference',
  'w:comment': 'w:commentReference',
}

/** Notes and remarks of a text that nothing in it leads to are from before: no reader shows them. */
export function cutNotes(roots: readonly Node[], noted: Noted): void {
  const used = new Set<string>()
  for (const root of roots) {
    for (const { name, attributes } of elementsIn(root)) {
      if (/^w:\w+Reference$/.test(name)) used.add(`${name} ${attributes.get('w:id') ?? ''}`)
    }
  }
  for (const root of roots) {
    root.children = root.children.filter((child) => {
      const reference = typeof child === 'string' ? undefined : REFERENCES[child.name]
      if (typeof child === 'string' || reference === undefined) return true
      // Lines between text and notes are of a type of their own.
      const { attributes } = child
      const kept = attributes.has('w:type') && attributes.get('w:type') !== 'normal'
      if (kept) cutWords(child, noted)
      if (kept || used.has(`${reference} ${attributes.get('w:id') ?? ''}`)) return true
      noted.found.add(reference === 'w:commentReference' ? 'comments' : 'earlier')
      return false
    })
  }
}

/** A line between text and notes is no place for words. */
function cutWords(note: Node, noted: Noted): void {
  for (const run of elementsIn(note)) {
    run.children = run.children.filter((child) => {
      const goes = typeof child !== 'string' && child.name === 'w:t'
      if (goes && isWritten(child)) noted.found.add('hidden')
      return !goes
    })
  }
}
