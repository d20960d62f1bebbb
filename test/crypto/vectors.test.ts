import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { checkData, checkKey } from '#crypto/envelope-gate.ts'
import { unlock } from '#crypto/keys.ts'
import { openLetter } from '#crypto/open.ts'
import { LetterText } from '#domain/case/letter-text.ts'
import { needing } from '../fixtures/tools.ts'
import { Gnupg } from './gpg.ts'

const Vector = z.discriminatedUnion('outcome', [
  z.strictObject({ about: z.string(), outcome: z.literal('refused') }),
  z.strictObject({
    about: z.string(),
    outcome: z.enum(['opens', 'broken']),
    /** The lengths of the key packets at the start; the first is the reader's. */
    keys: z.array(z.int()),
    privateKey: z.string(),
    signer: z.string().nullable(),
    words: LetterText,
  }),
])

const folder = join(import.meta.dirname, '../vectors')
const vectors = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => {
    const bytes = new Uint8Array(readFileSync(join(folder, file.replace('.json', '.pgp'))))
    const vector = Vector.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
    return { name: file.replace('.json', ''), bytes, vector }
  })
const refused = vectors.flatMap(({ name, bytes, vector }) =>
  vector.outcome === 'refused' ? [{ name, bytes }] : [],
)
const sealed = vectors.flatMap(({ name, bytes, vector }) => {
  if (vector.outcome === 'refused') return []
  const starts = vector.keys.map((_, place) => sum(vector.keys.slice(0, place)))
  const keys = starts.map((at, place) => bytes.subarray(at, at + (vector.keys[place] ?? 0)))
  const data = bytes.subarray(sum(vector.keys))
  return [{ ...vector, name, keys, data, own: Buffer.concat([keys[0] ?? new Uint8Array(), data]) }]
})

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

test('there are vectors of every outcome', () => {
  expect(new Set(vectors.map(({ vector }) => vector.outcome))).toEqual(
    new Set(['opens', 'broken', 'refused']),
  )
})

test.each(refused)('T-20 the gate refuses $name', ({ bytes }) => {
  expect(() => checkData(bytes)).toThrow(expect.objectContaining({ code: 'ENVELOPE_REFUSED' }))
  expect(() => checkKey(bytes)).toThrow(expect.objectContaining({ code: 'ENVELOPE_REFUSED' }))
})

test.each(sealed)('what was once stored still opens here: $name', async (vector) => {
  const { keys, data, words, signer, outcome } = vector
  for (const key of keys) checkKey(key)
  checkData(data)
  const privateKey = await unlock(vector.privateKey, '')
  const verify = signer === null ? [] : [signer]
  const key = keys[0] ?? new Uint8Array()
  const opened = openLetter({ data, key, privateKey, expect: words, verify })
  if (outcome === 'broken') return expect(opened).rejects.toMatchObject({ code: 'ENVELOPE_BROKEN' })
  expect(await opened).toMatchObject({ letter: words, foreign: [] })
  expect((await opened).signature).toBe(signer === null ? 'none' : 'good')
})

const withGpg = needing('gpg').test
withGpg.each(sealed)('gpg opens what opens here and refuses the rest: $name', (vector) => {
  using gpg = new Gnupg()
  gpg.import(vector.privateKey)
  if (vector.signer !== null) gpg.import(vector.signer)
  const { status, out, err } = gpg.run(['--decrypt'], vector.own)
  if (vector.outcome === 'broken') return expect(status).not.toBe(0)
  expect(status, err).toBe(0)
  expect(JSON.parse(out.toString())).toEqual(vector.words)
})

const withSq = needing('sq').test
withSq.each(sealed)('sq opens what opens here and gives nothing of the rest: $name', (vector) => {
  using files = new Gnupg()
  // Version 1 calls these files, the versions before it keys and certificates.
  const old = execFileSync('sq', ['decrypt', '--help'], { encoding: 'utf8' }).includes(
    '--recipient-key',
  )
  const key = [old ? '--recipient-key' : '--recipient-file', files.file('k', vector.privateKey)]
  const signer =
    vector.signer === null
      ? []
      : [old ? '--signer-cert' : '--signer-file', files.file('s', vector.signer)]
  const from = files.file('m', vector.own)
  const { status, stdout, stderr } = spawnSync('sq', ['decrypt', ...key, ...signer, from])
  if (vector.outcome === 'broken') {
    expect(status).not.toBe(0)
    expect(stdout).toHaveLength(0)
    return
  }
  expect(status, stderr.toString()).toBe(0)
  expect(JSON.parse(stdout.toString())).toEqual(vector.words)
})
