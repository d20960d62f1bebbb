import { describe, expect, test } from 'vitest'
import { stripPdf } from '#metadata/strip/pdf.ts'
import { readable } from './readable.ts'

const CATALOG = '1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n'
const PAGES = '2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n'
const PAGE = '3 0 obj\n<</Type/Page/MediaBox[0 0 9 9]/Contents 4 0 R>>\nendobj\n'
const drawing = (what: string) =>
  `4 0 obj\n<</Length ${what.length + 2}>>stream\n${what} f\nendstream\nendobj\n`
const [ONE, OTHER] = ['0 0 5 5 re', '0 0 7 7 re']

/** A document with the list of places that names each of these parts, or leaves it out. */
function document(parts: readonly (string | { readonly unnamed: string })[]): string {
  let text = '%PDF-1.7\n'
  const places = new Map<number, number>()
  for (const part of parts) {
    if (typeof part === 'string') places.set(Number.parseInt(part, 10), text.length)
    text += typeof part === 'string' ? part : part.unnamed
  }
  return text + listOf(places, text.length, 5, '')
}

function listOf(
  places: ReadonlyMap<number, number>,
  at: number,
  size: number,
  more: string,
): string {
  const lines = [...places].map(
    ([number, place]) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`,
  )
  return `xref\n${lines.join('')}trailer\n<</Size ${size}/Root 1 0 R${more}>>\nstartxref\n${at}\n%%EOF\n`
}

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const drawnIn = async (text: string) =>
  readable((await stripPdf(bytesOf(text))).bytes).filter((part) =>
    /^\S+ \S+ \S+ \S+ re/m.test(part),
  )

describe('T-147 of objects with one number the copy has the one that is seen', () => {
  test('the one that the list of places names, and not the last in the file', async () => {
    const text = document([CATALOG, PAGES, PAGE, drawing(ONE), { unnamed: drawing(OTHER) }])
    const [drawn = ''] = await drawnIn(text)
    expect(drawn).toContain(ONE)
    expect(drawn).not.toContain(OTHER)
  })

  test('the newest, where a document was written on', async () => {
    const old = document([CATALOG, PAGES, PAGE, drawing(ONE)])
    const at = old.length
    const prev = `/Prev ${old.indexOf('xref\n')}`
    const text = `${old}${drawing(OTHER)}`
    const now = text + listOf(new Map([[4, at]]), text.length, 5, prev)
    const { bytes, findings } = await stripPdf(bytesOf(now))
    const [drawn = ''] = readable(bytes).filter((part) => part.includes(' re'))
    expect(drawn).toContain(OTHER)
    expect(drawn).not.toContain(ONE)
    expect(findings).toContain('earlier')
  })

  test('a document in which nothing says which one is refused', async () => {
    const text = document([CATALOG, PAGES, PAGE, { unnamed: drawing(ONE) + drawing(OTHER) }])
    await expect(stripPdf(bytesOf(text))).rejects.toMatchObject({ why: 'broken' })
  })

  test('so is one in which the list names a place inside another object', async () => {
    const hidden = drawing(`( ${drawing(ONE)} )`)
    const text = document([CATALOG, PAGES, PAGE, { unnamed: hidden }])
    const at = text.indexOf('4 0 obj', text.indexOf('( 4 0 obj'))
    const named = text.replace('trailer', `4 1\n${String(at).padStart(10, '0')} 00000 n \ntrailer`)
    await expect(stripPdf(bytesOf(named))).rejects.toMatchObject({ why: 'broken' })
  })
})
