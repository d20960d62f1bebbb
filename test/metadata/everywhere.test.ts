import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { look } from '#metadata/look.ts'
import { uriOf } from '#metadata/xml/namespaces.ts'
import { elementsIn, parseXml } from '#metadata/xml/tree.ts'
import odf from '../../src/metadata/strip/odf/vocabulary.json' with { type: 'json' }
import ooxml from '../../src/metadata/strip/ooxml/vocabulary.json' with { type: 'json' }
import { type DocumentBytes, docx, odt } from './documents.ts'

const SEED = 'AnnaSeed4711'
const words = { ...odf, ...ooxml }
type Key = keyof typeof words
const WORD: readonly Key[] = [
  'w',
  's',
  'p',
  'a',
  'c',
  'cdr',
  'dgm',
  'm',
  'pic',
  'v',
  'o',
  'x',
  'w10',
  'wp',
  'wps',
  'wpg',
  'xdr',
  'x14',
  'p188',
  '',
]
const OPEN: readonly Key[] = [
  'office',
  'style',
  'text',
  'table',
  'draw',
  'number',
  'chart',
  'dr3d',
  'anim',
  'presentation',
  'svg',
]

/** Every element of these namespaces, one beside the other, with every attribute there is, and the mark in each. */
function everywhere(
  keys: readonly Key[],
  qualified: (key: Key) => boolean,
  more: readonly Key[],
): string {
  const spaces = [...keys, ...more, 'r' as Key]
    .filter((key, n, all) => key !== '' && all.indexOf(key) === n)
    .map((key) => ` xmlns:${key}="${uriOf(key, false)}"`)
    .join('')
  const split = (text: string | undefined) =>
    (text ?? '')
      .replace(/^@a\b/, words.a[1] ?? '')
      .split(' ')
      // What an attribute is in one element only stands beside it.
      .filter((one) => one !== '' && !one.includes('/'))
      .map((one) => one.replace(/=.*/, ''))
  const elements = keys.flatMap((key) =>
    split(words[key][0]).map((local) => {
      const own = split(words[key][1]).map((at) => (qualified(key) ? `${key}:${at}` : at))
      const others = more.flatMap((other) => split(words[other][1]).map((at) => `${other}:${at}`))
      const attributes = [...new Set([...own, ...others])]
        .filter((at) => at !== 'xlink:href')
        .map((at) => ` ${at}="${SEED}"`)
        .join('')
      const name = key === '' ? local : `${key}:${local}`
      return `<${name}${attributes}>${SEED}</${name}>`
    }),
  )
  return `<seed${spaces}>${elements.join('')}</seed>`
}

async function left(name: string, made: DocumentBytes, part: string): Promise<readonly string[]> {
  const { bytes } = await look(new File([made], name), 1 << 26)
  const findings = new Set<string>()
  for (const { name: element, attributes, children } of elementsIn(
    parseXml(new Uint8Array(unzipSync(bytes)[part] ?? [])).root,
  )) {
    for (const [at, value] of attributes) if (value.includes(SEED)) findings.add(`${element}@${at}`)
    if (children.some((child) => typeof child === 'string' && child.includes(SEED)))
      findings.add(element)
  }
  return [...findings].toSorted()
}

describe('T-147 a mark in any element and any attribute that the standards define', () => {
  test('of Word, Excel and PowerPoint stays only where something bears a name', async () => {
    const inside = everywhere(WORD, (key) => key === 'w', [])
      .replace('<seed', '<w:document')
      .replace('</seed>', '</w:document>')
    const all = await left('a.docx', docx({ 'word/document.xml': inside }), 'word/document.xml')
    await expect(`${all.join('\n')}\n`).toMatchFileSnapshot('cases/left-in-office.txt')
  })

  test('of OpenDocument stays only where something bears a name', async () => {
    const inside = everywhere(OPEN, () => true, ['fo', 'smil', 'xlink'])
      .replace('<seed', '<office:document-content')
      .replace('</seed>', '</office:document-content>')
    const all = await left('a.odt', odt({ 'content.xml': inside }), 'content.xml')
    await expect(`${all.join('\n')}\n`).toMatchFileSnapshot('cases/left-in-open.txt')
  })
})
