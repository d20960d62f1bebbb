import { describe, expect, test, vi } from 'vitest'
import { filingSigner, verifyAcknowledgement } from '#crypto/acknowledgement.ts'
import { serverKeys } from '#crypto/server-keys.ts'
import { Acknowledgement, type ReceivedEntry } from '#domain/case/acknowledgement.ts'
import { altered } from '../fixtures/altered.ts'

const keysOf = (fill: number) => serverKeys(new Uint8Array(32).fill(fill))
const hash = (letter: string) => letter.repeat(43)
const received: readonly ReceivedEntry[] = [
  { on: '2026-11-03', sha256: hash('a') },
  { on: '2026-11-09', sha256: hash('b') },
]

describe('a signed acknowledgement', () => {
  test('holds against the published key, and has one shape that names nothing else', async () => {
    const signer = await filingSigner(keysOf(1))
    const signed = await signer.sign(received)
    expect(Acknowledgement.parse(JSON.parse(JSON.stringify(signed)))).toEqual(signed)
    expect(Object.keys(signed).toSorted()).toEqual(['key', 'received', 'signature', 'v'])
    expect(await verifyAcknowledgement(signed, [signer.publicKey])).toBe('sound')
  })

  test('is the same however often it is asked for: when it was asked for is nowhere in it', async () => {
    const signer = await filingSigner(keysOf(1))
    expect(await signer.sign(received)).toEqual(await signer.sign(received))
    expect(await (await filingSigner(keysOf(1))).sign(received)).toEqual(
      await signer.sign(received),
    )
  })

  test('with another day, another hash, another order or one letter less is forged', async () => {
    const signer = await filingSigner(keysOf(1))
    const signed = await signer.sign(received)
    const [one, two] = signed.received
    if (one === undefined || two === undefined) throw new TypeError('two letters')
    const changed: Acknowledgement['received'][] = [
      [{ ...one, on: '2026-11-02' }, two],
      [{ ...one, sha256: hash('c') }, two],
      [two, one],
      [one],
      [one, two, { on: '2026-11-10', sha256: hash('d') }],
    ]
    for (const letters of changed) {
      const tampered = { ...signed, received: letters }
      expect(await verifyAcknowledgement(tampered, [signer.publicKey])).toBe('forged')
    }
    const broken = { ...signed, signature: altered(signed.signature) }
    expect(await verifyAcknowledgement(broken, [signer.publicKey])).toBe('forged')
  })

  test('of another key is of no published key, also where it takes the name of one', async () => {
    const [ours, theirs] = await Promise.all([filingSigner(keysOf(1)), filingSigner(keysOf(2))])
    const signed = await theirs.sign(received)
    expect(await verifyAcknowledgement(signed, [ours.publicKey])).toBe('unknown_key')
    const renamed = { ...signed, key: ours.publicKey.id }
    expect(await verifyAcknowledgement(renamed, [ours.publicKey])).toBe('forged')
    const listedWrongly = { id: signed.key, publicKey: ours.publicKey.publicKey }
    expect(await verifyAcknowledgement(signed, [listedWrongly])).toBe('unknown_key')
  })

  test('T-154 is judged the same where the browser has no Ed25519 of its own', async () => {
    const signer = await filingSigner(keysOf(1))
    const signed = await signer.sign(received)
    const last = signed.signature.endsWith('A') ? 'Q' : 'A'
    const given = [
      signed,
      { ...signed, received: received.slice(1) },
      { ...signed, signature: `${signed.signature.slice(0, -1)}${last}` },
      { ...signed, signature: signed.signature.slice(4) },
    ]
    const verdicts = () =>
      Promise.all(given.map((one) => verifyAcknowledgement(one, [signer.publicKey])))
    const here = await verdicts()
    expect(here).toEqual(['sound', 'forged', 'forged', 'forged'])
    const lacks = vi
      .spyOn(crypto.subtle, 'importKey')
      .mockRejectedValue(new DOMException('not here', 'NotSupportedError'))
    expect(await verdicts()).toEqual(here)
    expect(lacks).toHaveBeenCalledTimes(3)
    lacks.mockRestore()
  })

  test('stays provable after the secret changed', async () => {
    const [before, after] = await Promise.all([filingSigner(keysOf(1)), filingSigner(keysOf(2))])
    const published = [before.publicKey, after.publicKey]
    expect(before.publicKey.id).not.toBe(after.publicKey.id)
    expect(await verifyAcknowledgement(await before.sign(received), published)).toBe('sound')
  })
})
