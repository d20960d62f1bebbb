import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Directories, packed, unpacked } from '#wire/directories.ts'

const directory = fc.record({
  root: fc.string(),
  roster: fc.string(),
  signature: fc.string(),
  certificates: fc.array(fc.constantFrom('a', 'b', 'c', 'd')),
  previous: fc.option(fc.string()),
  hash: fc.string(),
})

test('every published list comes back whole, with each certificate carried once', () => {
  fc.assert(
    fc.property(fc.array(directory), (all) => {
      const sent = packed(all)
      expect(unpacked(Directories.parse(JSON.parse(JSON.stringify(sent))))).toEqual(all)
      expect(new Set(sent.certificates).size).toBe(sent.certificates.length)
    }),
  )
})

test('a certificate that is named and missing is nobody’s', () => {
  const [one] = unpacked({
    certificates: ['a'],
    snapshots: [
      { root: '', roster: '', signature: '', previous: null, hash: '', certificates: [0, 7] },
    ],
  })
  expect(one?.certificates).toEqual(['a'])
})
