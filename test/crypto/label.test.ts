import { beforeAll, expect, test } from 'vitest'
import { gate } from '#crypto/envelope-gate.ts'
import { type MadeKey, type PrivateKeyHandle, unlock } from '#crypto/keys.ts'
import { openLabel } from '#crypto/open-label.ts'
import { LABEL_BYTES, paddedLabel } from '#crypto/padding.ts'
import { sealer } from '#crypto/seal.ts'
import { openLabels } from '#desk/key-worker/open-labels.ts'
import { LANGUAGES } from '#dialogs/supported-languages.ts'
import { base64url, newCaseId, systemChance } from '#domain/case/ids.ts'
import { caseLabelOf } from '#domain/case/label.ts'
import { MOST_LABELS } from '#wire/desk.ts'
import { TAXONOMY } from '../dialogs/taxonomy.ts'
import { officerKey, to } from './people.ts'

let officer: MadeKey
let privateKey: PrivateKeyHandle
beforeAll(async () => {
  officer = await officerKey('one')
  privateKey = await unlock(officer.privateKey, '')
})

const id = newCaseId(systemChance)

async function sealedLabel(of = id) {
  const label = caseLabelOf(of, 'misconduct.nepotism', 'ru')
  const sealed = await sealer.label(label, to(officer))
  const [key] = sealed?.keys ?? []
  if (!sealed || !key) throw new TypeError('a label')
  return { label, sealed, data: sealed.data, key: key.bytes }
}

test('T-123 every leaf in every language fits into the one length that a label has', () => {
  for (const [leaf] of TAXONOMY) {
    for (const { id: lang } of LANGUAGES) {
      expect(paddedLabel(caseLabelOf(id, leaf, lang))?.length, `${leaf} ${lang}`).toBe(LABEL_BYTES)
    }
  }
  expect(paddedLabel(caseLabelOf(id, `misconduct.${'x'.repeat(60)}`, 'en'))).toBeNull()
})

test('a label opens for its reader, and passes the gate', async () => {
  const { label, sealed, data, key } = await sealedLabel()
  expect(await openLabel({ data, key, privateKey })).toEqual(label)
  await gate.checkLabel(sealed)
  expect(label).toMatchObject({ leaf: 'misconduct.nepotism', lang: 'ru', marks: [] })
  expect(caseLabelOf(id, 'safety.immediate_danger', 'en').marks).toEqual(['danger'])
})

test('neither a letter for a label nor a label for a letter, nor plain words, pass the gate', async () => {
  const { sealed, key } = await sealedLabel()
  await expect(gate.check(sealed)).rejects.toMatchObject({ code: 'ENVELOPE_REFUSED' })
  const keys = [{ role: 'officer' as const, reader: 'one', bytes: key }]
  const long = new Uint8Array(4096 + 60).fill(1)
  const words = new TextEncoder().encode(`\xd2\xac\x01${'spoken words '.repeat(14)}`)
  for (const data of [long, words]) {
    await expect(gate.checkLabel({ data, keys })).rejects.toMatchObject({
      code: 'ENVELOPE_REFUSED',
    })
  }
})

test('T-140 a label that is put beside another case, or damaged, shows nothing', async () => {
  const { label, data, key } = await sealedLabel()
  const wire = { id, data: base64url(data), key: base64url(key) }
  const other = newCaseId(systemChance)
  const damaged = new Uint8Array(data).fill(7, -20)
  const labels = [wire, { ...wire, id: other }, { ...wire, data: base64url(damaged) }]
  expect(await openLabels(labels, privateKey)).toEqual([label, null, null])
})

test('forty rows of labels take 17 KB, in a request of their own', async () => {
  const one = await sealedLabel()
  const label = { id, data: base64url(one.data), key: base64url(one.key) }
  const bytes = JSON.stringify({ labels: Array(MOST_LABELS).fill(label) }).length
  expect(bytes).toBeLessThanOrEqual(16_750)
  expect([one.data.length, one.key.length]).toEqual([179, 96])
})
