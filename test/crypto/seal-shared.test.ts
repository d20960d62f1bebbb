import { beforeAll, describe, expect, test } from 'vitest'
import { gate } from '#crypto/envelope-gate.ts'
import { message } from '#crypto/export.ts'
import { exportForGnuPG, type MadeKey, type PrivateKeyHandle, unlock } from '#crypto/keys.ts'
import { openLetter } from '#crypto/open.ts'
import { makeReporterKey } from '#crypto/reporter-key.ts'
import { sealer } from '#crypto/seal.ts'
import { rewrap } from '#crypto/wrap.ts'
import type { Envelope, KeyPacket, Recipient } from '#domain/case/envelope.ts'
import type { Head } from '#domain/case/message.ts'
import { needing } from '../fixtures/tools.ts'
import { Gnupg } from './gpg.ts'
import { clock, headOf, letterOf, officerKey, to } from './people.ts'

const NAME = 'Amina Haddad'
let officer: MadeKey
let colleague: MadeKey
let custodian: MadeKey
let deputy: MadeKey
let head: Head
let envelope: Envelope

const custodians = (...keys: readonly MadeKey[]): readonly Recipient[] =>
  keys.map(({ certificate }, at) => ({
    role: 'custodian',
    reader: `custodian-${at + 1}`,
    certificate,
  }))
const disclosed = (key: MadeKey): Recipient => ({
  role: 'released',
  reader: 'officer-1',
  certificate: key.certificate,
})
const handle = (key: MadeKey) => unlock(key.privateKey, '')
const packet = (at: number): KeyPacket => envelope.keys[at] as KeyPacket
const open = (privateKey: PrivateKeyHandle, key: Parameters<typeof openLetter>[0]['key']) =>
  openLetter({ data: envelope.data, key, privateKey, expect: head, verify: [] })

beforeAll(async () => {
  ;[officer, colleague, custodian, deputy] = (await Promise.all(
    ['officer', 'colleague', 'custodian', 'deputy'].map(officerKey),
  )) as [MadeKey, MadeKey, MadeKey, MadeKey]
  head = headOf({ typ: 'identity', seq: 2, prev: 'p'.repeat(43) })
  envelope = await sealer.sealShared({ ...letterOf(NAME), ...head }, [
    to(officer, colleague),
    custodians(custodian, deputy),
  ])
})

describe('T-36 a name that nobody opens alone', () => {
  test('it is one data packet and ordinary key packets: the gate takes it', async () => {
    await gate.check(envelope)
    expect(envelope.keys.map(({ role, reader }) => `${role} ${reader}`)).toEqual([
      'officer officer-1',
      'officer officer-2',
      'custodian custodian-1',
      'custodian custodian-2',
    ])
  })

  test('T-36 no officer opens it with his packet, nor two officers with theirs', async () => {
    const key = await handle(officer)
    await expect(open(key, packet(0).bytes)).rejects.toThrow('damaged')
    const [again] = await rewrap(packet(1).bytes, await handle(colleague), to(officer), clock.now())
    for (const second of [packet(0), again as KeyPacket]) {
      await expect(open(key, [packet(0).bytes, second.bytes])).rejects.toThrow('damaged')
    }
  })

  test('T-36 no custodian opens it with his packet, nor two custodians with theirs', async () => {
    const key = await handle(custodian)
    await expect(open(key, packet(2).bytes)).rejects.toThrow('damaged')
    const to = custodians(custodian)
    const [again] = await rewrap(packet(3).bytes, await handle(deputy), to, clock.now())
    await expect(open(key, [packet(2).bytes, (again as KeyPacket).bytes])).rejects.toThrow()
  })

  test('what a custodian discloses opens with an officer’s own half, and with nobody else’s', async () => {
    for (const [who, at] of [
      [custodian, 2],
      [deputy, 3],
    ] as const) {
      const [half] = await rewrap(
        packet(at).bytes,
        await handle(who),
        [disclosed(officer)],
        clock.now(),
      )
      await gate.check({ data: envelope.data, keys: [half as KeyPacket] })
      const bytes = (half as KeyPacket).bytes
      const opened = await open(await handle(officer), [packet(0).bytes, bytes])
      expect(opened).toMatchObject({ letter: { text: NAME }, foreign: [] })
      await expect(open(await handle(officer), bytes)).rejects.toThrow('damaged')
      await expect(open(await handle(colleague), [packet(1).bytes, bytes])).rejects.toThrow()
    }
  })

  test('T-120 a half is re-wrapped to whoever comes later: it still takes one of each side', async () => {
    const newcomer = await officerKey('newcomer')
    const successor = await officerKey('successor')
    const now = clock.now()
    const [own] = await rewrap(packet(0).bytes, await handle(officer), to(newcomer), now)
    const [keyPacket] = await rewrap(
      packet(2).bytes,
      await handle(custodian),
      custodians(successor),
      now,
    )
    const [half] = await rewrap(
      (keyPacket as KeyPacket).bytes,
      await handle(successor),
      [disclosed(newcomer)],
      now,
    )
    const halves = [(own as KeyPacket).bytes, (half as KeyPacket).bytes] as const
    const opened = await open(await handle(newcomer), halves)
    expect(opened.letter.text).toBe(NAME)
    for (const alone of halves) {
      await expect(open(await handle(newcomer), alone)).rejects.toThrow('damaged')
    }
  })

  test('it is signed like any other letter when its writer has a key', async () => {
    const reporter = await makeReporterKey()
    const signed = await sealer.sealShared(
      { ...letterOf(NAME), ...head },
      [to(officer), custodians(custodian)],
      reporter.key,
    )
    const [own, other] = signed.keys as [KeyPacket, KeyPacket]
    const [half] = await rewrap(
      other.bytes,
      await handle(custodian),
      [disclosed(officer)],
      clock.now(),
    )
    const opened = await openLetter({
      data: signed.data,
      key: [own.bytes, (half as KeyPacket).bytes],
      privateKey: await handle(officer),
      expect: head,
      verify: [reporter.certificate],
    })
    expect(opened).toMatchObject({ signature: 'good', signedBy: reporter.key.fingerprint })
  })

  test('with nobody on one side it is not sealed at all', async () => {
    const letter = { ...letterOf(NAME), ...head }
    await expect(sealer.sealShared(letter, [to(officer), []])).rejects.toThrow('Nobody')
    await expect(sealer.sealShared(letter, [[], custodians(custodian)])).rejects.toThrow('Nobody')
  })

  const PASSPHRASE = 'correct horse'
  needing('gpg').test('T-36 GnuPG reads a half out of a packet, and no name with it', async () => {
    using gpg = new Gnupg()
    for (const [who, at] of [
      [officer, 0],
      [custodian, 2],
    ] as const) {
      gpg.import(await exportForGnuPG(await handle(who), PASSPHRASE), PASSPHRASE)
      const alone = message([packet(at).bytes], envelope.data)
      const ran = gpg.run(['--passphrase', PASSPHRASE, '--show-session-key', '--decrypt'], alone)
      expect(ran.err).toMatch(/session key: '9:[0-9A-F]{64}'/)
      expect(ran.status).not.toBe(0)
      expect(ran.out.toString()).not.toContain(NAME)
    }
  })

  needing('gpg').test('T-36 GnuPG opens it with both halves put together by hand', async () => {
    using gpg = new Gnupg()
    const halves = []
    for (const [who, at] of [
      [officer, 0],
      [custodian, 2],
    ] as const) {
      gpg.import(await exportForGnuPG(await handle(who), PASSPHRASE), PASSPHRASE)
      const alone = message([packet(at).bytes], envelope.data)
      const { err } = gpg.run(
        ['--passphrase', PASSPHRASE, '--show-session-key', '--decrypt'],
        alone,
      )
      halves.push(Buffer.from(/'9:([0-9A-F]{64})'/.exec(err)?.[1] ?? '', 'hex'))
    }
    const [one, other] = halves as [Buffer, Buffer]
    const whole = Buffer.from(one.map((byte, at) => byte ^ (other[at] ?? 0)))
    const key = `9:${whole.toString('hex').toUpperCase()}`
    const ran = gpg.run(
      ['--override-session-key', key, '--decrypt'],
      message([packet(0).bytes], envelope.data),
    )
    expect(JSON.parse(ran.out.toString()).text, ran.err).toBe(NAME)
  })
})
