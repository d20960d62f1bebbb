import { expect, test } from 'vitest'
import { drawPassphrase } from '#crypto/draw-passphrase.ts'
import { LISTS } from '#crypto/word-lists.ts'
import { systemChance } from '#domain/case/ids.ts'

const english = LISTS['en'] ?? []

test('a drawn passphrase is five words of the list, and another one each time', () => {
  const drawn = Array.from({ length: 200 }, () => drawPassphrase(english, systemChance))
  for (const passphrase of drawn) {
    const words = passphrase.split(' ')
    expect(words).toHaveLength(5)
    expect(words.filter((word) => !english.includes(word))).toEqual([])
  }
  expect(new Set(drawn).size).toBe(200)
})

test('every word of the list is as likely as any other', () => {
  const counts = new Map<string, number>()
  for (let number = 0; number < 65_536; number += 1) {
    const five = () => {
      const bytes = new Uint8Array(10)
      new DataView(bytes.buffer).setUint16(0, number)
      return bytes
    }
    const [first = ''] = drawPassphrase(english, five).split(' ')
    counts.set(first, (counts.get(first) ?? 0) + 1)
  }
  expect(counts.size).toBe(2_048)
  expect(new Set(counts.values())).toEqual(new Set([32]))
})
