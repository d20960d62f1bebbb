import { describe, expect, test } from 'vitest'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { docx } from './documents.ts'
import { ordinaryPptx } from './office-documents.ts'
import { readable } from './readable.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const SEED = 'SeedWord77'

describe('T-147 what a program counts anew whenever it shows it is in no copy', () => {
  const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const words = `<w:r><w:t>${SEED}</w:t></w:r><w:r><w:t>83</w:t></w:r>`

  test.each(['PAGE', 'NUMPAGES', 'SECTION', 'AUTONUM', 'LISTNUM', 'FORMDROPDOWN'])(
    'Word: %s',
    (code) => {
      for (const field of [
        `${char('begin')}<w:r><w:instrText> ${code} </w:instrText></w:r>${char('separate')}${words}${char('end')}`,
        `<w:fldSimple w:instr=" ${code} ">${words}</w:fldSimple>`,
      ]) {
        const body = `<w:p><w:r><w:t>VISIBLE</w:t></w:r>${field}</w:p>`
        const { bytes, found } = stripOoxml(
          docx({
            'word/document.xml': `<w:document xmlns:w="${W}"><w:body>${body}</w:body></w:document>`,
          }),
        )
        const read = readable(bytes).join('\n')
        expect(read).toContain('VISIBLE')
        expect(read).toContain(code)
        expect(read).not.toContain(SEED)
        expect(read).not.toContain('83')
        expect(found).toContain('words')
      }
    },
  )

  test.each([
    ['slidenum', 'words'],
    ['datetime1', 'taken'],
    ['datetimeFigureOut', 'taken'],
  ])('PowerPoint: %s', (type, told) => {
    const made = changed(
      ordinaryPptx,
      'ppt/slides/slide1.xml',
      '</a:r>',
      `</a:r><a:fld id="{00000000-0000-0000-0000-000000000001}" type="${type}"><a:rPr lang="en-US"/><a:t>3 March 2026 ${SEED}</a:t></a:fld>`,
    )
    const { bytes, found } = stripOoxml(made)
    const read = readable(bytes).join('\n')
    expect(read).not.toMatch(/SeedWord77|March/)
    expect(read).toContain(type)
    expect(found).toContain(told)
  })

  test.each(['<w:sym w:font="Wingdings" w:char="F053"/>', '<w:drawing/>', '<w:pict/>'])(
    'Word: %s in the number of a page',
    (sign) => {
      const result = `<w:r>${sign}</w:r><w:r><w:t>3</w:t></w:r>`
      for (const field of [
        `${char('begin')}<w:r><w:instrText> PAGE </w:instrText></w:r>${char('separate')}${result}${char('end')}`,
        `<w:fldSimple w:instr=" PAGE ">${result}</w:fldSimple>`,
      ]) {
        const { bytes } = stripOoxml(
          docx({
            'word/document.xml': `<w:document xmlns:w="${W}"><w:body><w:p>${field}</w:p></w:body></w:document>`,
          }),
        )
        const read = readable(bytes).join('\n')
        expect(read).not.toMatch(/w:sym|w:drawing|w:pict/)
        expect(read).toContain('<w:t>1</w:t>')
      }
    },
  )

  test('a text that a cell fills is a text', () => {
    const made = changed(
      ordinaryPptx,
      'ppt/slides/slide1.xml',
      '</a:r>',
      '</a:r><a:fld id="{00000000-0000-0000-0000-000000000001}" type="TxLink"><a:rPr lang="de-DE"/><a:t>42</a:t></a:fld>',
    )
    const read = readable(stripOoxml(made).bytes).join('\n')
    expect(read).not.toContain('TxLink')
    expect(read).toMatch(/<a:r><a:rPr lang="de-DE"\/><a:t>42<\/a:t><\/a:r>/)
  })
})
