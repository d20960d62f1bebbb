import { beforeAll, describe, expect, test } from 'vitest'
import { gate, isSealedHalf } from '#crypto/envelope-gate.ts'
import { exportForGnuPG, type MadeKey, unlock } from '#crypto/keys.ts'
import { openHalf, sealHalf } from '#crypto/name-half.ts'
import { packetsIn } from '#crypto/packet.ts'
import { unwrap } from '#crypto/wrap.ts'
import type { KeyPacket, Recipient } from '#domain/case/envelope.ts'
import { halfText, type KeptHalf } from '#domain/case/name-half.ts'
import { needing } from '../fixtures/tools.ts'
import { Gnupg } from './gpg.ts'
import { clock, officerKey } from './people.ts'

const HALF: KeptHalf = {
  ...{ typ: 'half', case: 'c'.repeat(22), msg: 'm'.repeat(22), office: 'ethics' },
  ...{ half: 'h'.repeat(42).concat('g'), readers: ['A'.repeat(40), 'B'.repeat(40)] },
}
let custodian: MadeKey
let sealed: KeyPacket

const to = ({ certificate }: MadeKey): readonly Recipient[] => [
  { role: 'custodian', reader: 'custodian-1', certificate },
]
const handle = (key: MadeKey) => unlock(key.privateKey, '')

beforeAll(async () => {
  custodian = await officerKey('custodian')
  ;[sealed] = (await sealHalf(HALF, to(custodian), clock.now())) as [KeyPacket]
})

describe('T-145 a typed half of a name', () => {
  test('opens for its custodian and says of what it is the half', async () => {
    expect(await openHalf(sealed.bytes, await handle(custodian))).toEqual(HALF)
    await expect(openHalf(sealed.bytes, await handle(await officerKey('x')))).rejects.toThrow()
  })

  test('has one length, whoever reads the name', async () => {
    const readers = Array.from({ length: 32 }, (_, at) => String(at + 10).repeat(20))
    const [many] = await sealHalf({ ...HALF, readers }, to(custodian), clock.now())
    expect(many?.bytes.length).toBe(sealed.bytes.length)
    expect(await openHalf(many?.bytes ?? new Uint8Array(), await handle(custodian))).toMatchObject({
      readers,
    })
  })

  test('its key passes for no untyped half, and the gate takes it for a custodian only', async () => {
    const [key, data] = packetsIn(sealed.bytes)
    await expect(unwrap(key ?? new Uint8Array(), await handle(custodian))).rejects.toThrow()
    expect(isSealedHalf(sealed.bytes)).toBe(true)
    await gate.checkKeys([sealed])
    for (const role of ['officer', 'reporter'] as const) {
      await expect(gate.checkKeys([{ ...sealed, role }])).rejects.toThrow()
    }
    for (const bytes of [data, new Uint8Array([...sealed.bytes, ...(data ?? [])])]) {
      await expect(
        gate.checkKeys([{ ...sealed, bytes: new Uint8Array(bytes ?? []) }]),
      ).rejects.toThrow()
    }
  })

  test('a changed byte gives nothing', async () => {
    const key = await handle(custodian)
    for (const at of [300, 1200, sealed.bytes.length - 3]) {
      const bytes = new Uint8Array(sealed.bytes)
      bytes[at] = (bytes[at] ?? 0) ^ 1
      await expect(openHalf(bytes, key)).rejects.toThrow()
    }
  })

  const PASSPHRASE = 'correct horse'
  needing('gpg').test('GnuPG opens it and reads the same text', async () => {
    using gpg = new Gnupg()
    gpg.import(await exportForGnuPG(await handle(custodian), PASSPHRASE), PASSPHRASE)
    const ran = gpg.run(['--passphrase', PASSPHRASE, '--decrypt'], sealed.bytes)
    expect(ran.out.toString().trimEnd(), ran.err).toBe(halfText(HALF))
    expect(ran.status).toBe(0)
  })
})
