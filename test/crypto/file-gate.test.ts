import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileGate } from '#crypto/file-gate.ts'
import { fileLength, isFileLength } from '#crypto/padding.ts'
import { PIECE_BYTES } from '#domain/case/attachment.ts'
import { piecesOf, sealedFile } from '../fixtures/sealed.ts'

const MEBIBYTE = 1 << 20
const refused = expect.objectContaining({ code: 'UPLOAD_REFUSED' })
const one = sealedFile(600_000)
const pieces = piecesOf(one)
const first = pieces[0] ?? new Uint8Array()
const changed = (at: number, to: number) => {
  const copy = new Uint8Array(first)
  copy[at] = to
  return copy
}

test('T-35 a file is as long as few others: never shorter, and a tenth longer at most', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 26 * MEBIBYTE }), (bytes) => {
      const length = fileLength(bytes)
      expect(length).toBeGreaterThanOrEqual(bytes)
      expect(isFileLength(length)).toBe(true)
      if (bytes > 64 << 10) expect(length).toBeLessThan(bytes * 1.12)
    }),
  )
  const all = new Set(Array.from({ length: 25_000 }, (_, n) => fileLength(n * 1_000)))
  expect(all.size).toBeLessThan(300)
})

test('T-20 the pieces of a sealed file are taken, in whatever order they come', () => {
  fileGate.checkSize(one.length, MEBIBYTE)
  for (const [n, piece] of [...pieces.entries()].reverse()) {
    expect(() => fileGate.checkPiece(piece, n, one.length)).not.toThrow()
  }
})

test('a length that no sealed file has, or that is more than may be, is refused', () => {
  for (const size of [0, -1, 1.5, Number.NaN, 2 ** 60, 70_000, one.length + 500]) {
    expect(() => fileGate.checkSize(size, MEBIBYTE)).toThrow(refused)
  }
  expect(() => fileGate.checkSize(sealedFile(MEBIBYTE).length, MEBIBYTE)).not.toThrow()
  expect(() => fileGate.checkSize(sealedFile(1.2 * MEBIBYTE).length, MEBIBYTE)).toThrow(refused)
})

test.each([
  ['another packet', changed(0, 0xcb)],
  ['the old format', changed(0, 0x84)],
  ['a partial length', changed(1, 0xf0)],
  ['a shorter length', changed(5, 1)],
  ['version 2', changed(6, 2)],
  ['a short piece', first.subarray(0, 1000)],
  ['nothing', new Uint8Array()],
])('T-20 a file that begins with %s is refused', (_, piece) => {
  expect(() => fileGate.checkPiece(piece, 0, one.length)).toThrow(refused)
})

test('T-20 what can be read is not kept, in whichever piece it stands', () => {
  const readable = Buffer.alloc(PIECE_BYTES, 'my supervisor takes money ')
  expect(() => fileGate.checkPiece(readable, 1, one.length)).toThrow(refused)
  const headed = Buffer.concat([first.subarray(0, 7), readable.subarray(7)])
  expect(() => fileGate.checkPiece(headed, 0, one.length)).toThrow(refused)
})

test('a piece that is none of the file is refused', () => {
  for (const n of [-1, 0.5, pieces.length, Number.NaN]) {
    expect(() => fileGate.checkPiece(first, n, one.length)).toThrow(refused)
  }
})
