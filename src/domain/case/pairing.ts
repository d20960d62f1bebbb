import { asMade, CROCKFORD } from './crockford.ts'
import type { Chance } from './ids.ts'

/** Pairing code that the desk shows and the officer sends to the bot: valid for a time, and once. */
export const PAIRING_MINUTES = 10

/** When a code that is offered, or that was right and could not be used, is over. */
export function pairingEnd(now: Date): Date {
  return new Date(now.getTime() + PAIRING_MINUTES * 60_000)
}

const LENGTH = 10

export function newPairingCode(chance: Chance): string {
  return [...chance(LENGTH)].map((byte) => CROCKFORD[byte % CROCKFORD.length]).join('')
}

/** As a person reads it: `K7Q3M-F9X2B`. */
export function spelled(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`
}

/** The whole message, and nothing beside it. */
const SHOWN = /^\s*aside\s+([0-9A-Z]{5})[-\s]?([0-9A-Z]{5})\s*$/i

/** @returns the code in a message that is nothing but one, as it was made; `null` for anything else */
export function pairingCode(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > 64) return null
  const [, first, second] = SHOWN.exec(text) ?? []
  if (first === undefined || second === undefined) return null
  const code = asMade(`${first}${second}`)
  return code.includes('U') ? null : code
}
