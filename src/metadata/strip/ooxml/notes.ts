import type { Node } from '../../xml/tree.ts'
import type { DocumentNotes } from '../office/document-notes.ts'

const REFERENCES: Readonly<Record<string, string>> = {
  'w:footnote': 'w:footnoteReference',
  'w:endnote': 'w:endnoteReference',
  'w:comment': 'w:commentReference',
}

/**
 * Removes notes and comments that nothing in the text refers to: they are left from earlier versions and not displayed.
 */
export function cutNotes(roots: readonly Node[], notes: DocumentNotes): void {
  const noteOf = new Map<string, Node>()
  for (const root of roots) {
    for (const child of root.children) {
      const reference = typeof child === 'string' ? undefined : REFERENCES[child.name]
      if (typeof child === 'string' || reference === undefined) continue
      noteOf.set(`${reference} ${child.attributes.get('w:id') ?? ''}`, child)
    }
  }
  const used = new Set<Node>()
  const follow = (node: Node) => {
    const note = noteOf.get(`${node.name} ${node.attributes.get('w:id') ?? ''}`)
    if (note !== undefined && !used.has(note)) {
      used.add(note)
      follow(note)
    }
    for (const child of node.children) {
      if (typeof child !== 'string' && REFERENCES[child.name] === undefined) follow(child)
    }
  }
  for (const root of roots) follow(root)
  for (const root of roots) {
    root.children = root.children.filter((child) => {
      if (typeof child === 'string' || REFERENCES[child.name] === undefined) return true
      // Lines between text and notes are of a type of their own.
      const { attributes } = child
      const isKept = attributes.has('w:type') && attributes.get('w:type') !== 'normal'
      if (isKept) cutWords(child, notes)
      if (isKept || used.has(child)) return true
      notes.findings.add(child.name === 'w:comment' ? 'comments' : 'earlier')
      return false
    })
  }
}

const LINE = /^w:(p|pPr|r|rPr|separator|continuationSeparator)$/

/** Removes text and images from a separator between text and notes. */
function cutWords(note: Node, notes: DocumentNotes): void {
  note.children = note.children.filter((child) => {
    if (typeof child === 'string') return false
    if (child.name === 'w:pPr' || child.name === 'w:rPr') return true
    if (!LINE.test(child.name)) {
      notes.findings.add('hidden')
      return false
    }
    cutWords(child, notes)
    return true
  })
}
