import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { readPolicy } from '../dialogs/policy.ts'
import type { Policy } from './concern/policy.ts'
import { AsideError } from './errors.ts'
import { sha256 } from './sealing/derive.ts'

const LOCALES = join(import.meta.dirname, '..', 'dialogs', 'locales')

/** The organisation's policy, and the hash of it together with every text that people are shown under it. */
export interface PolicyInForce {
  readonly policy: Policy
  readonly text: string
  /** Hex SHA-256. What was promised to a person must be provable later. */
  readonly hash: string
}

/** @throws POLICY_INVALID naming the places, never what stands there. */
export async function policyInForce(file: string): Promise<PolicyInForce> {
  const policy = readPolicy(parsed(file))
  const text = [readFileSync(file, 'utf8'), ...locales()].join('\n')
  const hash = Buffer.from(await sha256(new TextEncoder().encode(text))).toString('hex')
  return { policy, text, hash }
}

function parsed(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'))
  } catch {
    throw new AsideError('POLICY_INVALID', { where: 'the file cannot be read as YAML' })
  }
}

function locales(): readonly string[] {
  return readdirSync(LOCALES)
    .toSorted()
    .map((name) => readFileSync(join(LOCALES, name), 'utf8'))
}
