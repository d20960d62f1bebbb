import { readFile } from 'node:fs/promises'
import { verifyAcknowledgement } from '#crypto/acknowledgement.ts'
import { database } from '#db/database.ts'
import { filingKeyStore } from '#db/filing-keys.ts'
import { pool } from '#db/pool.ts'
import { Acknowledgement, FilingKeys } from '#domain/case/acknowledgement.ts'
import { AppError } from '#errors.ts'
import { type Finding, fail, ok } from './finding.ts'

/** Is this file an acknowledgement that was signed with one of these keys, and changed since by nobody? */
export async function verifyFile(
  file: string,
  keys: readonly FilingKeys[number][],
): Promise<readonly Finding[]> {
  const read = Acknowledgement.safeParse(await json(file, 'file'))
  if (!read.success) return [fail('This file is no signed acknowledgement.')]
  const verdict = await verifyAcknowledgement(read.data, keys)
  switch (verdict) {
    case 'unknown_key':
      return [
        fail(`It names the key ${read.data.key}, which is none of those that were published.`),
      ]
    case 'forged':
      return [fail('The signature does not fit: the file was changed, or was never signed here.')]
    case 'sound':
      return [
        ok(`The signature is good. It was made with the key ${read.data.key}.`),
        ...read.data.received.map(({ on, sha256 }) =>
          ok(`Received on ${on}: a sealed letter with SHA-256 ${sha256}.`),
        ),
      ]
    default:
      return verdict satisfies never
  }
}

/** Keys saved from `/filing-keys.json`: with them nothing else is needed, no server and no database. */
export async function keysIn(file: string): Promise<FilingKeys> {
  const read = FilingKeys.safeParse(await json(file, '--keys'))
  if (!read.success) throw new AppError('CONFIG_INVALID', { names: '--keys' })
  return read.data
}

/** The keys that this installation published. */
export async function keysOf(url: string): Promise<readonly FilingKeys[number][]> {
  const sql = pool(url, 'aside_register', 1)
  try {
    return await filingKeyStore(database(sql)).every()
  } finally {
    await sql.end({ timeout: 2 })
  }
}

/** `null` where it is no JSON. @throws FILE_MISSING */
async function json(file: string, names: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new AppError('FILE_MISSING', { names })
  })
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
