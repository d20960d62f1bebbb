import { CROCKFORD } from './crockford.ts'

/** 128 random bits in base64url, chosen by whoever seals: it stands inside the seal and on the row. */
export type CaseId = string & { readonly __id: 'case' }
export type MessageId = string & { readonly __id: 'message' }
/** Reference of a case for people: `K7Q-3MF`. Random; reveals neither order nor office. */
export type Reference = string & { readonly __id: 'reference' }
/** An officer's id in the roster. */
export type OfficerId = string & { readonly __id: 'officer' }
/** A full OpenPGP fingerprint, upper-case hex. */
export type Fingerprint = string & { readonly __id: 'fingerprint' }

export const ID_SHAPE = /^[\w-]{22}$/

/** SHA-256 in base64url. */
export const HASH_SHAPE = /^[\w-]{43}$/

/** Random bytes; the platform's generator outside tests. */
export type Chance = (length: number) => Uint8Array

export const systemChance: Chance = (length) => crypto.getRandomValues(new Uint8Array(length))

export function newCaseId(chance: Chance): CaseId {
  return base64url(chance(16)) as CaseId
}

export function newMessageId(chance: Chance): MessageId {
  return base64url(chance(16)) as MessageId
}

export function newReference(chance: Chance): Reference {
  const letters = [...chance(6)].map((byte) => CROCKFORD[byte % CROCKFORD.length])
  return `${letters.slice(0, 3).join('')}-${letters.slice(3).join('')}` as Reference
}

export function base64url(bytes: Uint8Array): string {
  let letters = ''
  for (const byte of bytes) letters += String.fromCharCode(byte)
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** @throws when the text is not base64url. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = new Uint8Array(letters.length)
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = letters.charCodeAt(at)
  return bytes
}
