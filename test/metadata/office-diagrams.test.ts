import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { rels, zipOf } from './documents.ts'
import { A, R } from './made-sheets.ts'
import { ordinaryPptx } from './office-documents.ts'

const D = 'http://schemas.openxmlformats.org/drawingml/2006/diagram'
const WORD = 'SeedWord77'
const SLIDE = 'ppt/slides/slide1.xml'
const NAMES = ['data', 'layout', 'quickStyle', 'colors'] as const

const point = (id: number, words: string, type = '') =>
  `<dgm:pt modelId="${id}"${type && ` type="${type}"`}><dgm:prSet/><dgm:spPr/><dgm:t><a:bodyPr/><a:p>${words && `<a:r><a:t>${words}</a:t></a:r>`}</a:p></dgm:t></dgm:pt>`
const link = (from: number, to: number, more = '') =>
  `<dgm:cxn modelId="${from}00${to}" srcId="${from}" destId="${to}" srcOrd="0" destOrd="0"${more}/>`
const shownBy = (from: number, to: number) => link(from, to, ' type="presOf"')
const between = ' parTransId="3" sibTransId="4"'

/** A slide with SmartArt, cleaned. */
function cleaned(points: string, links: string) {
  const parts = unzipSync(ordinaryPptx())
  const text = (name: string) => Buffer.from(parts[name] ?? []).toString()
  const root = (name: string, inside: string) =>
    `<dgm:${name} xmlns:dgm="${D}" xmlns:a="${A}" xmlns:r="${R}">${inside}</dgm:${name}>`
  const frame = `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="90" name="D"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="5000000" cy="3000000"/></p:xfrm><a:graphic><a:graphicData uri="${D}"><dgm:relIds xmlns:dgm="${D}" r:dm="rIddata" r:lo="rIdlayout" r:qs="rIdquickStyle" r:cs="rIdcolors"/></a:graphicData></a:graphic></p:graphicFrame>`
  const slideRels = `ppt/slides/_rels/slide1.xml.rels`
  const lines = NAMES.map((name) => {
    const type = `diagram${name[0]?.toUpperCase()}${name.slice(1)}`
    return rels(`${type} ../diagrams/${name}1.xml - rId${name}`).replace(
      /^.*(<Relationship [^>]*>).*$/s,
      '$1',
    )
  })
  const made = zipOf({
    ...parts,
    [SLIDE]: text(SLIDE).replace('</p:spTree>', `${frame}</p:spTree>`),
    [slideRels]: text(slideRels).replace('</Relationships>', `${lines.join('')}</Relationships>`),
    'ppt/diagrams/data1.xml': root(
      'dataModel',
      `<dgm:ptLst>${points}</dgm:ptLst><dgm:cxnLst>${links}</dgm:cxnLst><dgm:bg/><dgm:whole/>`,
    ),
    'ppt/diagrams/layout1.xml': root('layoutDef', '<dgm:layoutNode/>'),
    'ppt/diagrams/quickStyle1.xml': root('styleDef', ''),
    'ppt/diagrams/colors1.xml': root('colorsDef', ''),
  })
  const before = stripOoxml(ordinaryPptx()).stays
  const { bytes, stays, findings } = stripOoxml(made)
  const data = Buffer.from(unzipSync(bytes)['ppt/diagrams/data1.xml'] ?? []).toString()
  return { data, findings, stays: stays.filter((one) => !before.some((other) => same(one, other))) }
}
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

const doc = point(1, '', 'doc')
const ordinary = doc + point(2, 'seen') + point(3, '', 'parTrans') + point(4, '', 'sibTrans')
const toNode = link(1, 2, between)

describe('T-147 PowerPoint: words of SmartArt at points that nothing draws', () => {
  test.each([
    ['at the first of all', ordinary.replace(doc, point(1, WORD, 'doc')), toNode],
    ['at a point that nothing leads to', ordinary + point(5, WORD), toNode],
    ['at an assistant that nothing leads to', ordinary + point(5, WORD, 'asst'), toNode],
    ['at what is drawn for a point', ordinary + point(5, WORD, 'pres'), toNode + shownBy(2, 5)],
    [
      'at what is drawn, as if it were a point',
      ordinary + point(5, WORD, 'pres'),
      toNode + link(1, 5),
    ],
    [
      'between points that nothing leads to',
      ordinary + point(5, WORD, 'sibTrans') + point(6, '') + point(7, ''),
      toNode + link(6, 7, ' sibTransId="5"'),
    ],
    ['between no points', ordinary + point(5, WORD, 'sibTrans'), toNode],
    [
      'at points that lead to each other alone',
      ordinary + point(5, WORD) + point(6, 'x'),
      toNode + link(5, 6) + link(6, 5),
    ],
    ['at a second point of one name', ordinary + point(2, WORD), toNode],
    [
      'of what shows a point, and nothing leads to',
      ordinary + point(5, WORD) + point(6, '', 'pres'),
      toNode + shownBy(2, 6) + shownBy(5, 6),
    ],
  ])('go: %s', (_, points, links) => {
    const { data, findings, stays } = cleaned(points, links)
    expect(data).not.toContain(WORD)
    expect(data).toContain('seen')
    expect(findings).toContain('hidden')
    expect(stays).toEqual([])
  })

  test.each([
    [
      'in front of a point',
      ordinary.replace(point(3, '', 'parTrans'), point(3, WORD, 'parTrans')),
      toNode,
    ],
    [
      'between points',
      ordinary.replace(point(4, '', 'sibTrans'), point(4, WORD, 'sibTrans')),
      toNode,
    ],
    [
      'at a point for which its layout has no place',
      ordinary + point(5, WORD) + point(6, '', 'pres'),
      toNode + link(1, 5) + shownBy(2, 6),
    ],
  ])('are named: %s', (_, points, links) => {
    expect(cleaned(points, links).stays).toEqual([{ kind: 'hidden', place: { at: 'slide', n: 1 } }])
  })

  test('but not those that are drawn, however deep', () => {
    const points = ordinary + point(5, 'deep') + point(6, 'help', 'asst') + point(7, '', 'pres')
    const links =
      toNode + link(2, 5) + link(5, 6) + [2, 5, 6].map((one) => shownBy(one, 7)).join('')
    const { data, findings, stays } = cleaned(points, links)
    for (const word of ['seen', 'deep', 'help']) expect(data).toContain(word)
    expect(stays).toEqual([])
    expect(findings).not.toContain('hidden')
  })
})
