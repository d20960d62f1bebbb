import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { sha256 } from '#crypto/hkdf.ts'
import { readPolicy } from '#dialogs/policy.ts'
import type { Policy } from '#domain/concern/policy.ts'
import { AppError, systemCodeOf } from './errors.ts'

const LOCALES = join(import.meta.dirname, '..', 'dialogs', 'locales')

/** The organisation's policy, and the hash of it together with every text that people are shown under it. */
export interface PolicyInForce {
  readonly policy: Policy
  readonly text: string
  /** Hex SHA-256. What was promised to a person must be provable later. */
  readonly hash: string
}

/** @throws POLICY_MISSING; POLICY_INVALID naming the places, never what stands there. */
export async function policyInForce(file: string): Promise<PolicyInForce> {
  const written = read(file)
  const policy = readPolicy(parsed(written))
  const text = [written, ...locales()].join('\n')
  const hash = Buffer.from(await sha256(new TextEncoder().encode(text))).toString('hex')
  return { policy, text, hash }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (thrown) {
    const system = systemCodeOf(thrown) ?? 'unknown'
    throw new AppError('POLICY_MISSING', { names: 'ASIDE_POLICY', system })
  }
}

function parsed(written: string): unknown {
  try {
    return parse(written)
  } catch {
    throw new AppError('POLICY_INVALID', { where: 'the file cannot be read as YAML' })
  }
}

function locales(): readonly string[] {
  return readdirSync(LOCALES)
    .toSorted()
    .map((name) => readFileSync(join(LOCALES, name), 'utf8'))
}
