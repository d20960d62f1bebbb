import { describe, expect, test } from 'vitest'
import { look } from '#metadata/look.ts'
import { ORDINARY } from './office-documents.ts'
import { readable } from './readable.ts'
import { wordsIn } from './readable-words.ts'

const LIMIT = 1 << 22

describe('T-147 ordinary documents are taken, with nothing that stays and every word in place', () => {
  test.each(Object.entries(ORDINARY))('%s', async (name, make) => {
    const bytes = make()
    const looked = await look(new File([bytes], name), LIMIT)
    expect(looked.stays).toEqual([])
    expect(wordsIn(looked.bytes)).toEqual(wordsIn(bytes))
    expect(wordsIn(bytes).length).toBeGreaterThan(0)
    const all = readable(looked.bytes).join('\n')
    expect(all).not.toMatch(
      /Seed|rsid|2026|3B0A7A3E|5D2A1B3C|codeName|PRINTER|LibreOffice|194000000/,
    )
    // Cleaned once more it is the same, and nothing is found.
    const again = await look(new File([looked.bytes], name), LIMIT)
    expect(again).toMatchObject({ bytes: looked.bytes, findings: [], stays: [] })
  })

  test.each([
    ['a.txt', 'What happened, on a café’s terrace:\n\n\t“yes” — no\n'],
    ['a.csv', 'Name;Preis\r\nMüller;1.000,00 €\r\n'],
    ['a.md', '# قالت\n\nنعم و لا\n- 一\n'],
  ])('%s', async (name, text) => {
    const bytes = new TextEncoder().encode(text)
    const looked = await look(new File([bytes], name), LIMIT)
    expect(looked).toMatchObject({ findings: [], stays: [] })
    expect(new TextDecoder().decode(looked.bytes)).toBe(text)
  })
})
