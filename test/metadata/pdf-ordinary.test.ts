import { describe, expect, test } from 'vitest'
import { stripPdf } from '#metadata/strip/pdf.ts'
import { ORDINARY_PDF } from './pdf-ordinary.ts'
import { rendered } from './pdf-rendered.ts'
import { readable } from './readable.ts'

describe('T-147 ordinary PDFs are taken, with nothing that stays, and look as they did', () => {
  test.each(Object.entries(ORDINARY_PDF))('%s', async (_name, make) => {
    const before = make()
    const { bytes, stays } = await stripPdf(before)
    expect(stays).toEqual([])
    expect(readable(bytes).join('\n')).not.toMatch(/2026|4711|TeX|LibreOffice|Copyright|answer\)/)
    const [old, now] = [rendered(before), rendered(bytes)]
    expect(now).toEqual(old)
    expect(old === null || old.length > 0).toBe(true)
    const again = await stripPdf(bytes)
    expect([again.findings, again.stays, Buffer.compare(again.bytes, bytes)]).toEqual([[], [], 0])
  })

  test('words, links, titles, fields and the reading order are still there', async () => {
    const copies = await Promise.all(Object.values(ORDINARY_PDF).map((make) => stripPdf(make())))
    const [tex = '', office = '', , form = ''] = copies.map(({ bytes }) =>
      readable(bytes).join('\n'),
    )
    for (const text of [tex, office]) expect(text).toContain('[(What) -333 (happ) -28 (ened)] TJ')
    expect(tex).toMatch(/\/Title \(1 What happened\)/)
    expect(tex).toMatch(/\/D \[ \d+ 0 R \/XYZ 71 721 null \]\s*\/S \/GoTo/)
    expect(office).toMatch(/\/S \/Figure/)
    expect(office).toMatch(/<<\/MCID 1>> BDC/)
    expect(office).toMatch(/\/ActualText \(f\)/)
    expect(form).toMatch(/\/V \(what happened\)/)
  })
})
