import { generateKey, readKey } from 'openpgp'
import { expect, test } from 'vitest'
import { checkOffices } from '#cli/check-offices.ts'
import { checkCustodians, checkWeakCertificates } from '#cli/check-people.ts'
import { systemClock } from '#clock.ts'
import { CREATED } from '../fixtures/services.ts'
import { certificateOfSha1 } from '../fixtures/sha1-certificate.ts'

test('a key that ends within two months is named, an officer’s and a custodian’s', async () => {
  const year = 365 * 86_400
  const { publicKey: certificate } = await generateKey({
    userIDs: { name: 'somebody' },
    type: 'ecc',
    curve: 'curve25519Legacy',
    date: CREATED,
    keyExpirationTime: year,
    subkeys: [{ sign: false }, { sign: true }],
    format: 'armored',
  })
  const people = [{ id: 'somebody-1', certificate }]
  const offices = Object.fromEntries(
    ['ethics', 'ombudsman', 'investigations', 'hr'].map((office) => [
      office,
      { receives: office === 'hr' ? 'receives' : 'contact_card', leastReaders: 1 },
    ]),
  )
  const lines = async (now: Date) => {
    const readership = { usable: async () => people, custodians: async () => people }
    const services = { clock: { now: () => now }, policy: { offices }, readership } as never
    const findings = [
      ...(await checkOffices({ services })),
      ...(await checkCustodians({ services, store: {} } as never)),
    ]
    return findings.filter(({ what }) => what.includes('ends in')).map(({ what }) => what)
  }
  const before = (days: number) => new Date(CREATED.getTime() + (year - days * 86_400) * 1_000)
  expect(await lines(before(100))).toEqual([])
  const named = await lines(before(40))
  expect(named).toEqual([
    expect.stringMatching(/^hr: the key of somebody-1 ends in (39|40) days\.$/),
    expect.stringMatching(/^custodians: the key of somebody-1 ends in (39|40) days\.$/),
  ])
})

test('T-146 a certificate with self-signatures of SHA-1 is named, with its owner and the last day of its roster', async () => {
  const certificate = await certificateOfSha1()
  const fingerprint = (await readKey({ armoredKey: certificate })).getFingerprint().toUpperCase()
  const { publicKey: sound } = await generateKey({
    ...{ userIDs: { name: 'somebody' }, type: 'ecc', curve: 'curve25519Legacy', date: CREATED },
    format: 'armored',
  })
  const roster = {
    expires: '2026-12-24',
    officers: [{ id: 'ethics-1', fingerprint }],
    custodians: [{ id: 'custodian-1', fingerprint: 'A'.repeat(40) }],
  }
  const services = { clock: systemClock, readership: { known: async () => roster } }
  const store = { directory: { latest: async () => ({ certificates: [certificate, sound] }) } }
  const findings = await checkWeakCertificates({ services, store } as never)
  expect(findings).toEqual([
    {
      level: 'fail',
      what: expect.stringMatching(/^The certificate of ethics-1 vouches .* ends on 2026-12-24/),
    },
  ])
})
