import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { look } from '#metadata/look.ts'
import { ORDINARY } from './office-documents.ts'
import { respelt, type Spelling } from './respell.ts'
import { SEEDED } from './seeded-documents.ts'

const LIMIT = 1 << 23
const DOCUMENTS = [
  ...Object.entries(ORDINARY).map(([name, make]) => ['ordinary', name, make] as const),
  ...Object.entries(SEEDED).map(([name, make]) => ['seeded', name, make] as const),
]
const spellings: fc.Arbitrary<Spelling> = fc.record({
  prefixes: fc.boolean(),
  bare: fc.boolean(),
  cdata: fc.boolean(),
  entities: fc.boolean(),
  attributes: fc.boolean(),
  spaces: fc.boolean(),
  remarks: fc.boolean(),
  capitals: fc.boolean(),
  moved: fc.boolean(),
  backwards: fc.boolean(),
})
const PLAIN: Spelling = {
  prefixes: false,
  bare: false,
  cdata: false,
  entities: false,
  attributes: false,
  spaces: false,
  remarks: false,
  capitals: false,
  moved: false,
  backwards: false,
}

describe('T-147 a document that is spelt otherwise comes to the same copy, to the byte', () => {
  test.each(DOCUMENTS)('%s %s', async (_, name, make) => {
    const bytes = make()
    const cleaned = async (content: Uint8Array<ArrayBuffer>) =>
      look(new File([content], name), LIMIT)
    const once = await cleaned(bytes)
    const one = async (spelling: Spelling) => {
      const looked = await cleaned(respelt(bytes, spelling))
      expect(Buffer.compare(looked.bytes, once.bytes)).toBe(0)
      expect(looked.stays).toEqual(once.stays)
      // Remarks that nobody sees are told; nothing else is told otherwise.
      const findings = new Set<string>(looked.findings)
      if (spelling.remarks) findings.delete('other')
      const before = new Set<string>(once.findings)
      if (spelling.remarks) before.delete('other')
      expect([...findings]).toEqual([...before])
    }
    for (const coin of Object.keys(PLAIN)) await one({ ...PLAIN, [coin]: true })
    await fc.assert(fc.asyncProperty(spellings, one), { numRuns: 15 })
  })
})
