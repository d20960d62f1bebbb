import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FileRefused } from '#metadata/metadata-finding.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { inflated, readParts } from '#metadata/zip/read-parts.ts'
import { type DocumentBytes, docx } from './documents.ts'

const MIB = 1 << 20
const broken = expect.objectContaining({ why: 'broken' })

/** Changes every list entry of a name: whoever makes a trap writes the list by hand. */
function entryOf(
  bytes: DocumentBytes,
  name: string,
  change: (view: DataView, at: number) => void,
): DocumentBytes {
  const copy = new Uint8Array(bytes)
  const view = new DataView(copy.buffer)
  for (let at = 0; at + 46 + name.length <= copy.length; at += 1) {
    const isEntry = view.getUint32(at, true) === 0x02014b50
    if (isEntry && Buffer.from(copy.subarray(at + 46, at + 46 + name.length)).toString() === name) {
      change(view, at)
    }
  }
  return copy
}

describe('T-91 and case 22: an archive that is a trap is refused before it costs anything', () => {
  test('200 MiB of nothing in 200 KiB', () => {
    const bomb = docx({ 'word/media/a.bin': new Uint8Array(200 * MIB) })
    expect(bomb.length).toBeLessThan(MIB)
    const before = process.memoryUsage().arrayBuffers
    expect(() => stripOoxml(bomb)).toThrow(broken)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * MIB)
  })

  test('a size that lies is found after a bite', () => {
    const name = 'word/media/a.bin'
    const bomb = entryOf(docx({ [name]: new Uint8Array(100 * MIB) }), name, (view, at) =>
      view.setUint32(at + 24, 1000, true),
    )
    const before = process.memoryUsage().arrayBuffers
    expect(() => stripOoxml(bomb)).toThrow(broken)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * MIB)
    const longer = entryOf(docx({ [name]: 'abc' }), name, (view, at) =>
      view.setUint32(at + 24, 9, true),
    )
    expect(() => stripOoxml(longer)).toThrow(broken)
  })

  test('5,000 parts', () => {
    const many = Array.from({ length: 5000 }, (_, n) => [`word/${n}.xml`, ''] as const)
    expect(() => readParts(docx(Object.fromEntries(many)))).toThrow(broken)
  })

  test.each([
    '../evil.xml',
    'word/../../evil.xml',
    '/etc/passwd',
    'C:/x.xml',
    'a\\b.xml',
    'a//b',
    'a\0b',
  ])('a part that is called %j', (name) => {
    expect(() => readParts(docx({ [name]: 'x' }))).toThrow(broken)
  })

  test('two parts of one name: two readers would open two different documents', () => {
    expect(() => readParts(docx({ 'Word/Document.xml': 'x' }))).toThrow(broken)
  })

  test('a part that needs a password, one packed in a way of its own, one without end', () => {
    const name = 'word/document.xml'
    const flagged = entryOf(docx(), name, (view, at) => view.setUint16(at + 8, 1, true))
    expect(() => readParts(flagged)).toThrow(expect.objectContaining({ why: 'locked' }))
    const packed = entryOf(docx(), name, (view, at) => view.setUint16(at + 10, 14, true))
    expect(() => readParts(packed)).toThrow(broken)
    const far = entryOf(docx(), name, (view, at) => view.setUint32(at + 42, 0x7fff_ffff, true))
    expect(() => readParts(far)).toThrow(broken)
    expect(() => inflated(new Uint8Array([1, 2, 3]), 10)).toThrow(broken)
  })

  test('noise in an archive is a document or a refusal', () => {
    const whole = docx({ 'docProps/core.xml': '<dc:creator>x</dc:creator>' })
    fc.assert(
      fc.property(
        fc.nat(whole.length - 1),
        fc.uint8Array({ minLength: 1, maxLength: 8 }),
        (at, noise) => {
          const noisy = new Uint8Array(whole)
          noisy.set(noise.subarray(0, whole.length - at), at)
          try {
            stripOoxml(noisy)
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(FileRefused)
          }
        },
      ),
    )
  })
})

test('T-92 what lies between and behind the parts is not copied', () => {
  const made = docx()
  const tail = new TextEncoder().encode('BEHIND')
  const whole = new Uint8Array([...made, ...tail])
  expect(Buffer.from(stripOoxml(whole).bytes).includes('BEHIND')).toBe(false)
})
