import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as bounds from '#crypto/bounds.ts'
import * as labels from '#crypto/constants.ts'
import { HALF_BYTES } from '#crypto/envelope-gate.ts'
import { BUCKETS } from '#crypto/padding.ts'
import { AUTHOR_FAULTS } from '#domain/case/author.ts'
import { MOST_KEYS } from '#domain/case/envelope.ts'
import { FIRST_FAULTS } from '#domain/case/first-letter.ts'
import { HISTORY_TROUBLES } from '#domain/case/history.ts'
import { LetterTextV1 } from '#domain/case/message.ts'
import { CONTEXT_V2, FIELDS_V2 } from '#domain/case/message-v2.ts'
import { DisclosedHalf } from '#domain/case/name-half.ts'
import { ROSTER_DAYS } from '#domain/case/roster.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const text = readFileSync(join(ROOT, 'docs', 'protocol.md'), 'utf8')

/** First cells of the table under a line of the document. */
function cellsUnder(header: string): readonly string[] {
  const [, rest = ''] = text.split(`${header}\n|---|---|\n`)
  const [table = ''] = rest.split('\n\n')
  return table.split('\n').map((line) => line.split('|')[1]?.trim().replaceAll('`', '') ?? '')
}

const inTicks = (word: string) => `\`${word}\``

test('the protocol has the fields of a message in their order', () => {
  expect(cellsUnder('| field | what it is |')).toEqual([...FIELDS_V2])
  const v1 = Object.keys(LetterTextV1.shape).map(inTicks)
  expect(text).toContain(`${v1.slice(0, -1).join(', ')} and ${v1.at(-1)}`)
  expect(text).toContain(inTicks(CONTEXT_V2))
})

test('the protocol has the fields of a half of a name in their order', () => {
  expect(cellsUnder('| field of a half | what it is |')).toEqual(Object.keys(DisclosedHalf.shape))
  expect(text).toContain(`| half of a name, padded | ${HALF_BYTES} bytes |`)
})

test('it has each trouble that messages show of each other, and names all others', () => {
  expect(cellsUnder('| trouble | when |')).toEqual([...HISTORY_TROUBLES])
  const others = [...AUTHOR_FAULTS, ...FIRST_FAULTS]
  const union = readFileSync(join(ROOT, 'src/desk/key-worker/protocol.ts'), 'utf8')
  const [, ofCase = ''] = /type CaseTrouble =([^}]*?)\n\n/.exec(union) ?? []
  const named = [...ofCase.matchAll(/'(\w+)'/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(6)
  for (const name of [...others, ...named]) expect(text).toContain(inTicks(name))
  const chain = readFileSync(join(ROOT, 'src/crypto/roster-chain.ts'), 'utf8')
  const [, faults = ''] = /type ChainFault =([^}]*?)\n\n/.exec(chain) ?? []
  for (const [, name = ''] of faults.matchAll(/'(\w+)'/g)) expect(text).toContain(inTicks(name))
})

test('labels of the derivations that it describes are those of the code', () => {
  const { SALT, CASE_ID, MESSAGE_ID, NAME_COMMITMENT, PROMISE_COMMITMENT } = labels
  const { RECOVERY_PHRASE, CASE_KEY_LOCK, CASE_KEY_LOCK_CASE } = labels
  const used = [SALT, CASE_ID, MESSAGE_ID, NAME_COMMITMENT, PROMISE_COMMITMENT, RECOVERY_PHRASE]
  const ofNames = [labels.NAME_REQUEST, labels.NAME_REQUEST_LETTERS, labels.DISCLOSED_HALF]
  for (const label of [...used, ...ofNames, CASE_KEY_LOCK, CASE_KEY_LOCK_CASE]) {
    expect(text).toContain(inTicks(label))
  }
})

test('limits are those of the code', () => {
  const table = text.slice(text.indexOf('| what | limit |'))
  const { LARGEST_OPENED, MOST_SIGNATURES, MOST_CERTIFICATE_PACKETS, MOST_RENEWALS } = bounds
  for (const line of [
    `| text of a message, padded | ${BUCKETS.at(-1)} bytes |`,
    `${MOST_KEYS} a message |`,
    `| everything inside a seal | ${LARGEST_OPENED} bytes |`,
    `| signatures of a message | ${MOST_SIGNATURES},`,
    `| certificate | ${bounds.LARGEST_CERTIFICATE} characters, ${MOST_CERTIFICATE_PACKETS} packets,`,
    `| certificates of one key put together | ${MOST_RENEWALS} |`,
  ]) {
    expect(table).toContain(line)
  }
  expect(bounds.WEAK_HASHES.size).toBe(3)
  expect(text).toContain(`A roster lives ${ROSTER_DAYS} days at most`)
})

test('there are vectors of both versions', () => {
  const names = readdirSync(join(ROOT, 'test/vectors')).filter((name) => name.endsWith('.json'))
  expect(names.some((name) => name.startsWith('v2-'))).toBe(true)
  expect(names.some((name) => !name.startsWith('v2-'))).toBe(true)
})
