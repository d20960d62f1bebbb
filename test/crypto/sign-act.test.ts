import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createMessage, sign } from 'openpgp'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { keyOfHandle } from '#crypto/private-key-handle.ts'
import { makeReporterKey, REPORTER_KEY_CREATED } from '#crypto/reporter-key.ts'
import { actBytes, actContent, actHash, actSigner, lastAct, signAct } from '#crypto/sign-act.ts'
import { ActStatement, SignedAct } from '#domain/case/act.ts'
import { base64url, fromBase64url } from '#domain/case/ids.ts'
import { needing } from '../fixtures/tools.ts'
import { Gnupg } from './gpg.ts'

const ActVector = z.strictObject({
  about: z.string(),
  outcome: z.enum(['counts', 'refused']),
  act: SignedAct,
  bytes: z.string(),
  signer: z.string(),
})
const folder = join(import.meta.dirname, '../vectors/acts')
const vectors = readdirSync(folder).map((name) => ({
  name,
  ...ActVector.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
}))
const statement: ActStatement = ActStatement.parse({
  ...{ root: 'F'.repeat(40), case: 'A'.repeat(22), act: 'settled', number: 1, before: null },
  ...{ answers: null, office: 'ethics', content: null, day: '2026-11-30', by: 'reporter' },
  heads: { 'r>o': { seq: 1, hash: 'A'.repeat(43) }, 'o>r': null },
  directory: 'D'.repeat(43),
})
const NOW = new Date('2026-11-30T17:21:00Z')
const hers = await makeReporterKey()
const signedAct = await signAct(statement, hers.key, NOW)

describe('vectors of acts', () => {
  test.each(vectors)('$name is judged here as it was written', async (vector) => {
    const { act, bytes, signer, outcome } = vector
    const { signature, ...rest } = act
    expect(Buffer.from(actBytes(rest)).toString('hex')).toBe(bytes)
    expect(signature).not.toBe('')
    expect((await actSigner(act, [signer])) !== null).toBe(outcome === 'counts')
  })

  const gpg = needing('gpg').test
  gpg.each(vectors)('gpg verifies $name', ({ act, bytes, signer, outcome }) => {
    using own = new Gnupg()
    own.import(signer)
    const signature = own.file('s', fromBase64url(act.signature))
    const { status, err } = own.run(['--verify', signature, '-'], Buffer.from(bytes, 'hex'))
    expect(status === 0, err).toBe(outcome === 'counts')
  })

  const sq = needing('sq').test
  sq.each(vectors)('sq verifies $name', ({ act, bytes, signer, outcome }) => {
    using files = new Gnupg()
    const old = execFileSync('sq', ['verify', '--help'], { encoding: 'utf8' })
    const isOld = old.includes('--signer-cert')
    const who = [isOld ? '--signer-cert' : '--signer-file', files.file('c', signer)]
    const signature = files.file('s', fromBase64url(act.signature))
    const detached = [isOld ? '--detached' : '--signature-file', signature]
    const text = files.file('m', Buffer.from(bytes, 'hex'))
    const { status, stderr } = spawnSync('sq', ['verify', ...who, ...detached, text])
    expect(status === 0, stderr.toString()).toBe(outcome === 'counts')
  })
})

describe('T-144 an act counts by the signature of a key of the case', () => {
  test('each field of it is signed', async () => {
    expect(await actSigner(signedAct, [hers.certificate])).toBe(hers.fingerprint)
    const changes: readonly Partial<ActStatement>[] = [
      { root: 'E'.repeat(40) },
      { case: 'B'.repeat(22) },
      { act: 'withdrawn' },
      { number: 2 },
      { before: 'B'.repeat(43) },
      { answers: 'B'.repeat(22) },
      { office: 'hr' },
      { content: 'B'.repeat(43) },
      { day: '2026-12-01' },
      { by: 'server' },
      { heads: { 'r>o': { seq: 2, hash: 'A'.repeat(43) }, 'o>r': null } },
      { heads: { 'r>o': { seq: 1, hash: 'B'.repeat(43) }, 'o>r': null } },
      { heads: { 'r>o': null, 'o>r': { seq: 1, hash: 'A'.repeat(43) } } },
      { directory: 'E'.repeat(43) },
    ]
    expect(new Set(changes.flatMap((change) => Object.keys(change)))).toEqual(
      new Set(Object.keys(statement)),
    )
    for (const change of changes) {
      expect(await actSigner({ ...signedAct, ...change }, [hers.certificate])).toBeNull()
    }
  })

  test('by another key, by none, or by a key that two certificates share, it does not count', async () => {
    const other = await makeReporterKey()
    expect(await actSigner(signedAct, [other.certificate])).toBeNull()
    expect(await actSigner(signedAct, [])).toBeNull()
    expect(await actSigner(signedAct, [hers.certificate, hers.certificate])).toBeNull()
    expect(await actSigner(signedAct, [other.certificate, hers.certificate])).toBe(hers.fingerprint)
    expect(
      await actSigner({ ...signedAct, signature: 'A'.repeat(160) }, [hers.certificate]),
    ).toBeNull()
  })

  test('it tells no minute, and carries no text beside the fields (T-20)', async () => {
    const message = await createMessage({ binary: actBytes(statement) })
    const given = { message, signingKeys: keyOfHandle(hers.key), detached: true } as const
    const talking = await sign({
      ...{ ...given, format: 'binary', date: REPORTER_KEY_CREATED },
      signatureNotations: [
        {
          name: 'note@example.org',
          value: new TextEncoder().encode('heron'),
          humanReadable: true,
          critical: false,
        },
      ],
    })
    const asAct = (bytes: unknown) => ({
      ...signedAct,
      signature: base64url(new Uint8Array(bytes as Uint8Array)),
    })
    expect(await actSigner(asAct(talking), [hers.certificate])).toBeNull()
    const dated = await sign({ ...given, format: 'binary', date: NOW })
    expect(await actSigner(asAct(dated), [hers.certificate])).toBeNull()
    const own = fromBase64url(signedAct.signature)
    expect(await actSigner(asAct([...own, ...own]), [hers.certificate])).toBeNull()
    expect(await actSigner(asAct([...own, 0]), [hers.certificate])).toBeNull()
    const seconds = new DataView(new ArrayBuffer(4))
    seconds.setUint32(0, NOW.getTime() / 1000)
    expect(Buffer.from(own).includes(Buffer.from(seconds.buffer))).toBe(false)
    seconds.setUint32(0, REPORTER_KEY_CREATED.getTime() / 1000)
    expect(Buffer.from(own).includes(Buffer.from(seconds.buffer))).toBe(true)
    expect(own.length).toBeLessThan(200)
  })
})

test('acts form one chain: each names the hash of the one before it', async () => {
  expect(await lastAct(null)).toBeNull()
  const hash = await actHash(signedAct)
  expect(await lastAct(signedAct)).toEqual({ number: 1, hash })
  expect(hash).toMatch(/^[\w-]{43}$/)
  // Signed anew, it is the same act.
  expect(await actHash(await signAct(statement, hers.key, NOW))).toBe(hash)
})

test('whom an act is about is a hash of the ids, each once, in one order', async () => {
  expect(await actContent(['a', 'b', 'a'])).toBe(await actContent(['b', 'a']))
  expect(await actContent(['ab'])).not.toBe(await actContent(['a', 'b']))
})
