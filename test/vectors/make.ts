/*
 * Makes vectors that are not there yet: `node test/vectors/make.ts`. Needs gpg. What is stored today must open for ever,
 * so none that is there is made anew.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKey } from 'openpgp'
import { ActStatement } from '#domain/case/act.ts'
import type { Head } from '#domain/case/message.ts'
import { CONTEXT_V2, type HeadV2 } from '#domain/case/message-v2.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { ReporterKey } from '#ports.ts'
import { message } from '#crypto/export.ts'
import { makeOfficerKey, unlock } from '#crypto/keys.ts'
import { makeReporterKey } from '#crypto/reporter-key.ts'
import { sealer } from '#crypto/seal.ts'
import { actBytes, actContent, signAct } from '#crypto/sign-act.ts'

interface Party {
  readonly certificate: string
  readonly privateKey: string
}

const created = new Date('2024-01-05T08:00:00Z')
const officer = await makeOfficerKey('Officer 1 of the ethics office', undefined, created)
const officerHandle = await unlock(officer.privateKey, '')
const reporter = (await makeReporterKey()).key
const one = { userIDs: { name: 'one' }, date: created, type: 'ecc', curve: 'curve25519Legacy' } as const
const modern = await party({ ...one, config: { aeadProtect: true } })
const rsa = await party({ userIDs: { name: 'rsa' }, date: created, type: 'rsa', rsaBits: 3072 })
const nist = await party({ ...one, curve: 'nistP256' })

async function party(options: object): Promise<Party> {
  const made = await generateKey({ ...(options as typeof one), format: 'armored' })
  return { certificate: made.publicKey, privateKey: made.privateKey }
}

function head(change: Partial<Head> = {}): Head {
  const place = { case: 'AAAAAAAAAAAAAAAAAAAAAA', msg: 'BBBBBBBBBBBBBBBBBBBBBB', seq: 1, prev: null }
  const kind = { v: 1, typ: 'concern', dir: 'r>o', office: 'ethics' } as const
  return { ...kind, ...place, day: '2026-11-23', lang: 'ar', ...change }
}

async function write(
  name: string,
  about: string,
  input: { reader: Party; text: string; more?: readonly Party[]; sign?: ReporterKey; head?: Head | HeadV2; flip?: number },
): Promise<void> {
  const { reader, text, more = [], sign, flip } = input
  const letter = { ...(input.head ?? head()), text: new Confidential(text), form: { when: 'today' } }
  const to = [reader, ...more].map(({ certificate }, place) => ({
    role: 'officer' as const,
    reader: `${place}`,
    certificate,
  }))
  const { data, keys } = await sealer.seal(letter, to, sign)
  if (flip !== undefined) data[flip] = (data[flip] ?? 0) ^ 1
  const packets = keys.map(({ bytes }) => bytes)
  const outcome = flip === undefined ? 'opens' : 'broken'
  const words = { ...(input.head ?? head()), text, form: letter.form }
  const known = { about, outcome, keys: packets.map(({ length }) => length), privateKey: reader.privateKey }
  put(name, { ...known, signer: sign?.certificate ?? null, words }, message(packets, data))
}

function put(name: string, json: object, pgp: Uint8Array): void {
  if (existsSync(join(import.meta.dirname, `${name}.json`))) return
  writeFileSync(join(import.meta.dirname, `${name}.json`), `${JSON.stringify(json, null, 2)}\n`)
  writeFileSync(join(import.meta.dirname, `${name}.pgp`), pgp)
}

const ARABIC = 'مديري طلب مني أن أوقع على شيء لم أره. '
await write('concern_aside', 'A first letter, signed by the reporter’s key.', {
  reader: officer,
  more: [nist],
  sign: reporter,
  text: `${ARABIC}\u202e👩🏽\0`,
})
await write('answer_aside', 'An officer’s answer, signed by him.', {
  reader: nist,
  more: [officer],
  sign: officerHandle,
  text: 'Thank you. Shall we talk?',
  head: head({ typ: 'answer', dir: 'o>r', lang: 'en' }),
})
await write('long_aside', 'A letter of the fourth padding size, unsigned.', {
  reader: officer,
  text: ARABIC.repeat(400),
})
await write('rsa-reader_aside', 'For a reader who brought an RSA key.', { reader: rsa, text: ARABIC })
await write('modern-reader_aside', 'For a certificate that advertises SEIPDv2 (T-22).', {
  reader: modern,
  text: ARABIC,
})
await write('tampered_aside', 'One bit changed on its way (T-28).', {
  reader: officer,
  text: ARABIC,
  flip: 2000,
})

const hash = (letter: string) => letter.repeat(43)
const seenByHer = { 'r>o': null, 'o>r': null }
const headV2 = (change: Partial<HeadV2> = {}): HeadV2 => ({
  ...{ v: 2, ctx: CONTEXT_V2, root: 'F'.repeat(40), typ: 'concern' },
  ...{ case: 'AAAAAAAAAAAAAAAAAAAAAA', msg: 'BBBBBBBBBBBBBBBBBBBBBB', seq: 1, prev: null },
  ...{ dir: 'r>o', office: 'ethics', channel: 'page', day: '2026-11-30', lang: 'ar' },
  ...{ readers: [officer.fingerprint], seen: seenByHer, directory: hash('D'), ...change },
})
await write('v2-concern_aside', 'Version 2: a first letter with what it commits to.', {
  reader: officer,
  sign: reporter,
  text: `${ARABIC}\u202e👩🏽\0`,
  head: headV2({
    first: {
      name: null,
      label: hash('L'),
      promise: { received: '2026-11-30', due: '2026-12-07', policy: 'p', words: hash('W') },
    },
  }),
})
await write('v2-answer_aside', 'Version 2: an officer’s answer.', {
  reader: nist,
  more: [officer],
  sign: officerHandle,
  text: 'Thank you. Shall we talk?',
  head: headV2({
    ...{ typ: 'answer', dir: 'o>r', lang: 'en', seen: { 'r>o': { seq: 1, hash: hash('A') }, 'o>r': null } },
  }),
})
await write('v2-note_aside', 'Version 2: a note, which names the notes before it.', {
  reader: officer,
  sign: officerHandle,
  text: 'She asks about gifts.',
  head: headV2({
    ...{ typ: 'note', dir: 'o>o', lang: 'en', seq: 2, prev: hash('N') },
    seen: { 'r>o': { seq: 1, hash: hash('A') }, 'o>r': null, 'o>o': { seq: 1, hash: hash('N') } },
  }),
})
await write('v2-tampered_aside', 'Version 2: one bit changed on its way (T-28).', {
  reader: officer,
  text: ARABIC,
  head: headV2({ typ: 'addition', seq: 2, prev: hash('A') }),
  flip: 2000,
})

const ACT: ActStatement = {
  ...{ root: 'F'.repeat(40), case: 'AAAAAAAAAAAAAAAAAAAAAA', act: 'settled', number: 1, before: null },
  ...{ answers: null, office: 'ethics', content: null, day: '2026-11-30', by: 'reporter' },
  ...{ heads: { 'r>o': { seq: 1, hash: hash('A') }, 'o>r': null }, directory: hash('D') },
}
await writeAct('settled', 'She says that it is settled.', ACT, reporter)
await writeAct('consented', 'She agrees to a request, after another act.', {
  ...ACT,
  ...{ act: 'consented', number: 2, before: hash('B'), content: hash('C') },
  ...{ answers: 'BBBBBBBBBBBBBBBBBBBBBB', by: 'server' },
}, reporter)
await writeAct('granted', 'An officer lets a colleague in.', {
  ...ACT,
  ...{ act: 'granted', by: 'officer', content: await actContent(['ethics-2', 'ethics-1']) },
}, officerHandle)
await writeAct('moved', 'The same signature under another day: it does not count.', ACT, reporter, { day: '2026-12-01' })

async function writeAct(
  name: string,
  about: string,
  statement: ActStatement,
  key: ReporterKey,
  change: Partial<ActStatement> = {},
): Promise<void> {
  const path = join(import.meta.dirname, 'acts', `${name}.json`)
  if (existsSync(path)) return
  const act = { ...(await signAct(statement, key, created)), ...change }
  const bytes = Buffer.from(actBytes(ActStatement.strip().parse(act))).toString('hex')
  const outcome = Object.keys(change).length === 0 ? 'counts' : 'refused'
  writeFileSync(path, `${JSON.stringify({ about, outcome, act, bytes, signer: key.certificate }, null, 2)}\n`)
}

const home = mkdtempSync(join(tmpdir(), 'g'))
const gpg = (args: readonly string[], input: string) =>
  execFileSync('gpg', ['--batch', '--trust-model', 'always', '--pinentry-mode', 'loopback', ...args], {
    input,
    env: { ...process.env, GNUPGHOME: home },
  })
const long = ARABIC.repeat(63)
gpg(['--import'], officer.certificate)
const hostile = {
  literal: gpg(['-z', '0', '--store'], long),
  compressed: gpg(['--store'], long),
  password: gpg(['-z', '0', '--passphrase', 'x', '--symmetric'], long),
  'names-its-reader': gpg(['-z', '0', '-r', officer.fingerprint, '--encrypt'], long),
}
for (const [name, pgp] of Object.entries(hostile)) {
  put(`${name}_gpg`, { about: `The gate must refuse: ${name}.`, outcome: 'refused' }, pgp)
}
execFileSync('gpgconf', ['--kill', 'all'], { env: { ...process.env, GNUPGHOME: home } })
rmSync(home, { recursive: true, force: true })
