import { createMessage, encrypt, encryptSessionKey, readKey } from 'openpgp'
import { beforeAll, expect, test } from 'vitest'
import { type MadeKey, type PrivateKeyHandle, unlock } from '#crypto/keys.ts'
import { messageIdOf } from '#crypto/message-id.ts'
import { openLetter } from '#crypto/open.ts'
import { sealer } from '#crypto/seal.ts'
import { newCaseId, newMessageId, systemChance } from '#domain/case/ids.ts'
import { CONTEXT_V2, type HeadV2, inOrderV2 } from '#domain/case/message-v2.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { officerKey, to } from './people.ts'

let officer: MadeKey
let handle: PrivateKeyHandle
let head: HeadV2

beforeAll(async () => {
  officer = await officerKey('one')
  handle = await unlock(officer.privateKey, '')
  head = {
    ...{ v: 2, ctx: CONTEXT_V2, root: 'F'.repeat(40), typ: 'answer', seq: 1, prev: null },
    ...{ case: newCaseId(systemChance), msg: newMessageId(systemChance), dir: 'o>r' },
    ...{ office: 'ethics', channel: 'card', day: '2026-11-30', lang: 'en' },
    ...{ readers: [officer.fingerprint], seen: { 'r>o': null, 'o>r': null } },
    directory: 'D'.repeat(43),
  }
})

async function open(text: string) {
  const session = { data: systemChance(32), algorithm: 'aes256' as const }
  const message = await createMessage({ binary: Buffer.from(text) })
  const data = await encrypt({ message, sessionKey: session, format: 'binary' })
  const encryptionKeys = await readKey({ armoredKey: officer.certificate })
  const key = await encryptSessionKey({
    ...session,
    encryptionKeys,
    wildcard: true,
    format: 'binary',
  })
  const sealed = { data: new Uint8Array(data), key: new Uint8Array(key) }
  return openLetter({ ...sealed, privateKey: handle, expect: head, verify: [] })
}

test('a message of version 2 is sealed, opens, and stands in its place', async () => {
  const letter = { ...head, text: new Confidential('Yes.'), form: { a: new Confidential('b') } }
  const { data, keys } = await sealer.seal(letter, to(officer), handle)
  const key = keys[0]?.bytes ?? new Uint8Array()
  const opened = await openLetter({
    ...{ data, key, privateKey: handle, expect: head, verify: [officer.certificate] },
  })
  expect(opened).toMatchObject({ signature: 'good', foreign: [] })
  expect(opened.letter).toEqual({ ...head, text: 'Yes.', form: { a: 'b' } })
})

test('there is one way to write it: every other spelling of the same is broken', async () => {
  const spelled = (change: object = {}) =>
    JSON.stringify(inOrderV2({ ...head, text: 'Yes.', form: {}, ...change }))
  const written = spelled()
  await expect(open(`${written}   `)).resolves.toMatchObject({ letter: { v: 2 } })
  const { lang, ...rest } = { ...head, text: 'Yes.', form: {} }
  for (const other of [
    written.replace('"day"', '"day":"2026-11-29","day"'),
    written.replace('"seq":1', '"seq":1.0'),
    written.replace('"seq":1', '"seq": 1'),
    written.replace('Yes', '\\u0059es'),
    written.replace('"form":{}', '"form":{"a":1,"a":2}'),
    written.replace('"v":2', '"v":2,"x":1'),
    JSON.stringify({ lang, ...rest }),
    ` ${written}`,
    `${written}\n`,
    `${written} {}`,
    spelled({ readers: [] }),
    spelled({ readers: ['B'.repeat(40), 'A'.repeat(40)] }),
    spelled({ readers: ['A'.repeat(40), 'A'.repeat(40)] }),
    spelled({ seen: { ...head.seen, 'o>o': null } }),
    spelled({ dir: 'r>o' }),
  ]) {
    await expect(open(other), other).rejects.toMatchObject({ code: 'ENVELOPE_BROKEN' })
  }
})

test('B3 two officers who write at one place have two ids, and neither can take the other’s', async () => {
  const place = { case: head.case, dir: 'o>r', seq: 2, prev: 'P'.repeat(43) } as const
  const writers = ['A'.repeat(40), 'B'.repeat(40)] as never[]
  const ids = await Promise.all(writers.map((writer) => messageIdOf({ ...place, writer })))
  expect(new Set(ids).size).toBe(2)
  for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/)
})
