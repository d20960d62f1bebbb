import { describe, expect, test } from 'vitest'
import { placeInWords } from '#dialogs/place.ts'
import { wordsFor } from '#dialogs/words.ts'
import { look } from '#metadata/look.ts'
import { FileRefused } from '#metadata/metadata-finding.ts'
import { casesIn } from './cases.ts'
import { readable } from './readable.ts'

/** The seed of `cases/`, and what links.xlsx, rsid.odt and the photos in PDF carry. */
const SEEDS = /AnnaSeed4711|anna\.seed|Anna Seed|SeedPhone|SEED-|C:\\Users|\/home\/anna/i
const LIMIT = 1 << 20

describe('T-147 no file of the cases is called clean with its mark in it', () => {
  const all = [...casesIn('metadata'), ...casesIn('files')].map((one) => [one.path, one] as const)
  test.each(all)('%s', async (_, { name, bytes }) => {
    const looked = await look(new File([bytes], name), LIMIT).catch((thrown) => {
      if (thrown instanceof FileRefused) return null
      throw thrown
    })
    if (looked === null) return
    const seeded = readable(looked.bytes).some((text) => SEEDS.test(text))
    expect(seeded && looked.stays.length === 0).toBe(false)
    const english = wordsFor('en')
    for (const { kind, place } of looked.stays) {
      expect(english.has(`files.trace.${kind}`) && (kind as string) !== 'other', kind).toBe(true)
      expect(placeInWords(english, place)).not.toMatch(/[/\\]|\.\w|^$/)
    }
  })
})
