import { describe, expect, test } from 'vitest'
import { locationInWords } from '#dialogs/file-location.ts'
import { wordsFor } from '#dialogs/words.ts'
import { type InspectedFile, look } from '#metadata/look.ts'
import { FileRefused } from '#metadata/metadata-finding.ts'
import type { Stay } from '#metadata/stay.ts'
import { casesIn } from './cases.ts'
import { readable } from './readable.ts'
import { WHOLE_CASES } from './whole-cases.ts'

/** The seed of `cases/`, and what links.xlsx, rsid.odt and the photos in PDF carry. */
const SEEDS = /AnnaSeed4711|anna\.seed|Anna Seed|SeedPhone|SEED-|C:\\Users|\/home\/anna/i
const LIMIT = 1 << 20

/** Cases that no program could open: a prefix without a namespace, no sheet, no element that a document begins with. */
const BROKEN = new Set(
  `docx-unicode-attr-prefix.docx docx-vml-title-path.docx
   ods-formula-path.ods odt-annotation-office-name.odt odt-creator-other-prefix.odt odt-extra-part.odt
   odt-hyperlink-file.odt odt-linked-image-file-path.odt odt-remote-image-web-bug.odt odt-settings-path.odt
   odt-styles-header-text-initial-creator.odt odt-user-field-decl.odt
   pptx-media-m4a-uppercase.pptx pptx-media-pdf.pptx pptx-modifyverifier.pptx
   xlsx-connections-olappr-localconnection.xlsx xlsx-olelink-ddeservice.xlsx xlsx-protectedrange-sid.xlsx
   xlsx-scenario-user.xlsx xlsx-sheet-codename-customproperty.xlsx xlsx-slicer-timeline-xl-querytables.xlsx`.split(
    /\s+/,
  ),
)

/** Cases whose words lie in a file inside the document: a copy without it would have lost them. */
const OTHERS = new Set(['docx-altchunk-docx.docx', 'docx-altchunk-mht.docx'])

const lookAt = (name: string, bytes: Uint8Array<ArrayBuffer>) =>
  look(new File([bytes], name), LIMIT)

const seedsIn = ({ bytes }: Pick<InspectedFile, 'bytes'>) =>
  readable(bytes).filter((text) => SEEDS.test(text))

function expectWords(stays: readonly Stay[]): void {
  const english = wordsFor('en')
  for (const { kind, place } of stays) {
    expect(english.has(`files.trace.${kind}`) && (kind as string) !== 'other', kind).toBe(true)
    // A person finds it by its page, slide, paragraph or cell; one in the whole document is found by nobody.
    expect(JSON.stringify(place)).not.toMatch(
      /^\{"at":"(document|comments|chart|footnotes|endnotes)"\}$/,
    )
    expect(locationInWords(english, place)).not.toMatch(/[/\\]|\.\w|^$/)
  }
}

describe('T-147 no file of the cases is called clean with its mark in it', () => {
  const all = [...casesIn('metadata'), ...casesIn('files')]
  const taken = all.filter(({ name }) => !BROKEN.has(name) && !OTHERS.has(name))
  test.each(taken.map((one) => [one.path, one] as const))('%s', async (_, { name, bytes }) => {
    const looked = await lookAt(name, bytes)
    if (looked.stays.length === 0) expect(seedsIn(looked)).toEqual([])
    expectWords(looked.stays)
  })

  test.each([...BROKEN])('%s is refused as broken, and is seen whole below', async (name) => {
    const one = all.find((of) => of.name === name)
    if (one === undefined) throw new Error(`no case ${name}`)
    await expect(lookAt(name, one.bytes)).rejects.toEqual(new FileRefused('broken'))
    expect(WHOLE_CASES.map(([of]) => of)).toContain(name)
  })

  test.each(WHOLE_CASES)(
    '%s, written as a program would, is taken without its mark',
    async (name, make) => {
      const bytes = make()
      expect(seedsIn({ bytes }).join()).toContain('AnnaSeed4711')
      const looked = await lookAt(name, bytes)
      expect(readable(looked.bytes).join()).toMatch(/what happened|What (happened|we saw)| Price /)
      expect(seedsIn(looked)).toEqual([])
      expect(looked.stays).toEqual([])
      expect(looked.findings).not.toEqual([])
    },
  )
})
