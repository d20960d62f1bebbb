import type { Trace } from '../../trace.ts'
import type { Parts } from '../../zip/document.ts'
import { attribute, bytesOfText, inQuotes, textOf } from '../../zip/xml.ts'

/** Parts that no reader of the text needs. */
const DROPPED: readonly (readonly [RegExp, Trace])[] = [
  [/^docProps\/thumbnail\./i, 'preview'],
  [/^customXml\//i, 'other'],
  [/^docMetadata\//i, 'other'],
  [/^_xmlsignatures\//i, 'signature'],
  [/^\[trash\]\//i, 'earlier'],
  [/(^|\/)people\.xml$/i, 'author'],
  [/(^|\/)printerSettings\//i, 'other'],
  [/(^|\/)webextensions\//i, 'scripts'],
  [/^(customUI|userCustomization)\//i, 'scripts'],
  [/^xl\/revisions\//i, 'earlier'],
  [/^ppt\/(changesInfos\/|revisionInfo\.xml)/i, 'changes'],
]

/** Takes them out, and every word of them in the lists of what there is and of what belongs to what. */
export function dropParts(parts: Parts, found: Set<Trace>): void {
  const gone = new Set<string>()
  for (const name of [...parts.keys()]) {
    const drop = DROPPED.find(([pattern]) => pattern.test(name))
    if (drop === undefined) continue
    parts.delete(name)
    gone.add(name.toLowerCase())
    found.add(drop[1])
  }
  for (const [name, bytes] of parts) {
    if (name === '[Content_Types].xml') {
      parts.set(name, bytesOfText(withoutOverrides(textOf(bytes), gone)))
    } else if (name.endsWith('.rels')) {
      parts.set(name, bytesOfText(relationships(textOf(bytes), folderOf(name), gone, found)))
    }
  }
}

function withoutOverrides(text: string, gone: ReadonlySet<string>): string {
  return text.replace(/<(?:\w{1,20}:)?Override\s[^>]*>/g, (element) => {
    const part = attributeOf(element, 'PartName').replace(/^\//, '').toLowerCase()
    return gone.has(part) ? '' : element
  })
}

/** What a document would call up by itself leads nowhere; a link that somebody has to press stays. */
function relationships(
  text: string,
  folder: string,
  gone: ReadonlySet<string>,
  found: Set<Trace>,
): string {
  return text.replace(/<(?:\w{1,20}:)?Relationship\s[^>]*>/g, (element) => {
    const target = attributeOf(element, 'Target')
    if (attributeOf(element, 'TargetMode') !== 'External') {
      return gone.has(resolved(target, folder).toLowerCase()) ? '' : element
    }
    const type = attributeOf(element, 'Type')
    if (type.endsWith('/hyperlink') && /^(https?|mailto):/i.test(target)) return element
    found.add('links')
    if (type.endsWith('/attachedTemplate')) return ''
    return element.replace(attribute('Target'), '$1Target="about:blank"')
  })
}

function attributeOf(element: string, name: string): string {
  const found = element.match(attribute(name))?.[0]
  return found === undefined ? '' : inQuotes(found)
}

/** `word/_rels/document.xml.rels` speaks of what lies in `word`. */
function folderOf(name: string): string {
  return name.replace(/_rels\/[^/]*$/, '')
}

function resolved(target: string, folder: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const steps: string[] = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}
