import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stripPdf } from '../../src/metadata/strip/pdf.ts'
import { needing } from '../fixtures/tools.ts'
import { compact, drawnWith, trueType, typeOne } from './fonts.ts'
import { rendered } from './pdf-rendered.ts'
import { readable } from './readable.ts'

const { test: seenBy } = needing('pdftoppm')
const SEED = Uint8Array.from('SeedWord77', (sign) => sign.charCodeAt(0))
const KINDS = [
  ['TrueType', 'FontFile2', trueType],
  ['Type 1', 'FontFile', typeOne],
  ['compact', 'FontFile3', compact],
] as const

describe('T-147 of a font there is what is drawn, and nothing else', () => {
  test.each(KINDS)(
    '%s: bytes that draw nothing change no byte of the copy',
    async (_name, key, made) => {
      const none = await stripPdf(drawnWith(key, made(new Uint8Array([1, 2, 3, 4]))))
      expect(none.stays).toEqual([])
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 60 }), async (mark) => {
          const { bytes, stays } = await stripPdf(drawnWith(key, made(mark)))
          expect(stays).toEqual([])
          expect(Buffer.compare(bytes, none.bytes)).toBe(0)
        }),
        { numRuns: 60 },
      )
    },
  )

  seenBy.each(KINDS)('%s: the letters look as they did', async (_name, key, made) => {
    const before = drawnWith(key, made(SEED))
    const { bytes } = await stripPdf(before)
    const seen = rendered(bytes)
    expect(seen).toEqual(rendered(before))
    expect(new Set(seen?.[0]?.subarray(20)).size).toBeGreaterThan(1)
    expect(readable(bytes).join('\n')).not.toMatch(/SeedWord77|Mark|Sans/)
    const again = await stripPdf(bytes)
    expect([again.found, again.stays]).toEqual([[], []])
  })
})
