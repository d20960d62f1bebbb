import * as z from 'zod'
import { OFFICES } from '../concern/office.ts'
import { MOST_KEYS } from './envelope.ts'
import { HASH_SHAPE, ID_SHAPE } from './ids.ts'

/*
 * What a custodian keeps of a confidential name, and what he releases: half of the key, and what it is the half of. A
 * half that says so is of no use for another name, and no key of a message passes for one.
 */

const id = z.string().regex(ID_SHAPE)
/** 32 bytes in base64url, as a hash has them. */
const hash = z.string().regex(HASH_SHAPE)
const fingerprint = z.string().regex(/^[0-9A-F]{40}$|^[0-9A-F]{64}$/)
/** Keys of officers: sorted, each once. */
const readers = z
  .array(fingerprint)
  .min(1)
  .max(MOST_KEYS)
  .refine((keys) => keys.every((one, at) => at === 0 || (keys[at - 1] ?? '') < one))

/** Fields in the order in which they are written. `readers`: to whose keys the other half was sealed. */
export const KeptHalf = z.strictObject({
  typ: z.literal('half'),
  case: id,
  msg: id,
  office: z.enum(OFFICES),
  half: hash,
  readers,
})
export type KeptHalf = z.infer<typeof KeptHalf>

/** The same when it is released: `request` is the hash of the signed request, `readers` those of that moment. */
export const DisclosedHalf = z.strictObject({
  typ: z.literal('released'),
  case: id,
  msg: id,
  office: z.enum(OFFICES),
  half: hash,
  readers,
  request: hash,
})
export type DisclosedHalf = z.infer<typeof DisclosedHalf>

export type HalfText = KeptHalf | DisclosedHalf

const FIELDS = ['typ', 'case', 'msg', 'office', 'half', 'readers', 'request'] as const

/** The one text of a half. */
export function halfText(half: HalfText): string {
  const fields = FIELDS.flatMap((name) => (name in half ? [[name, Reflect.get(half, name)]] : []))
  return JSON.stringify(Object.fromEntries(fields))
}

/** @throws for every other text than `halfText` writes */
export function parseHalf(text: string): HalfText {
  const half = z.discriminatedUnion('typ', [KeptHalf, DisclosedHalf]).parse(JSON.parse(text))
  if (halfText(half) !== text) throw new TypeError('another text of a half')
  return half
}
