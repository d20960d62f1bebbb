import { PDFBool, PDFDict, PDFName, PDFNumber, type PDFRef } from '@cantoo/pdf-lib'
import { md5 } from '@noble/hashes/legacy.js'
import { type Bytes, concat, same } from '#bytes.ts'
import { FileRefused } from '../../metadata-finding.ts'
import { type BlockChain, blockChain, rc4, sha } from './ciphers.ts'
import { isText } from './values.ts'

/** Decrypts the bytes of one object. */
export type Cipher = (bytes: Bytes, ref: PDFRef) => Bytes | Promise<Bytes>

/** How a document is encrypted. */
export interface SecurityHandler {
  readonly strings: Cipher
  readonly streams: Cipher
  /** Whether XMP metadata is encrypted too. */
  readonly metadata: boolean
  /** @throws FileRefused where no crypt filter has this name */
  filter(name: string): Cipher
}

/** Padding of passwords up to 32 bytes. */
const PADDING = Uint8Array.of(
  ...[0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01],
  ...[0x08, 0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53],
  ...[0x69, 0x7a],
)
const SALT = Uint8Array.of(0x73, 0x41, 0x6c, 0x54)
const ZEROS = new Uint8Array(16)
const NONE = new Uint8Array()

/**
 * The Standard security handler of ISO 32000-2 §7.6.4, opened as every viewer opens it first: with no password.
 * @throws FileRefused `locked` where it needs one, or is another handler or an unknown version of this one
 */
export async function standardHandler(object: unknown, id: Bytes): Promise<SecurityHandler> {
  if (!(object instanceof PDFDict)) throw new FileRefused('locked')
  const entry = (key: string) => object.lookup(PDFName.of(key))
  const version = numberIn(object, 'V')
  const revision = numberIn(object, 'R')
  if (nameIn(object, 'Filter') !== 'Standard' || version === null || revision === null) {
    throw new FileRefused('locked')
  }
  const metadata = version < 4 || entry('EncryptMetadata') !== PDFBool.False
  const stored: EncryptionEntry = {
    owner: bytesIn(object, 'O'),
    user: bytesIn(object, 'U'),
    id,
    permissions: numberIn(object, 'P') ?? 0,
    revision,
    metadata,
  }
  if (version === 1 || version === 2) {
    const length = version === 1 ? 5 : lengthIn(object, 5)
    const key = keyOfMd5(stored, [length])
    const cipher = perObject(key, 'V2')
    return { strings: cipher, streams: cipher, metadata, filter: (name) => named(name, cipher) }
  }
  if (version !== 4 && version !== 5) throw new FileRefused('locked')
  const key =
    version === 4
      ? keyOfMd5(stored, [16, lengthIn(object, 16)])
      : await keyOfSha(stored, bytesIn(object, 'UE'), bytesIn(object, 'OE'))
  const chain = version === 5 ? await blockChain(key) : null
  const filters = entry('CF')
  const filter = (name: string): Cipher => {
    if (name === 'Identity') return identity
    const dict = filters instanceof PDFDict ? filters.lookup(PDFName.of(name)) : undefined
    const method = dict instanceof PDFDict ? nameIn(dict, 'CFM') : null
    if (chain !== null && method === 'AESV3') return (bytes) => withoutPadding(chain, bytes)
    if (chain === null && (method === 'V2' || method === 'AESV2')) return perObject(key, method)
    throw new FileRefused('locked')
  }
  return {
    strings: filter(nameIn(object, 'StrF') ?? 'Identity'),
    streams: filter(nameIn(object, 'StmF') ?? 'Identity'),
    metadata,
    filter,
  }
}

/** Entries of the encryption dictionary about passwords. */
interface EncryptionEntry {
  readonly owner: Bytes
  readonly user: Bytes
  readonly id: Bytes
  readonly permissions: number
  readonly revision: number
  readonly metadata: boolean
}

/** Cipher of a crypt filter; `Identity` leaves bytes as they are. */
function named(name: string, cipher: Cipher): Cipher {
  return name === 'Identity' ? identity : cipher
}

const identity: Cipher = (bytes) => bytes

/**
 * File key by Algorithms 2, 4 and 5. Programs differ in which entry holds the key length: the one that opens the
 * document counts.
 */
function keyOfMd5(stored: EncryptionEntry, lengths: readonly number[]): Bytes {
  const { owner, user, id, permissions, revision, metadata } = stored
  if (revision < 2 || revision > 4 || owner.length < 32 || user.length < 32) {
    throw new FileRefused('locked')
  }
  const four = new Uint8Array(4)
  new DataView(four.buffer).setInt32(0, permissions, true)
  const open = revision === 4 && !metadata ? Uint8Array.of(255, 255, 255, 255) : NONE
  const first = digest(PADDING, owner.subarray(0, 32), four, id, open)
  for (const length of lengths) {
    let key = first.subarray(0, length)
    if (revision > 2) for (let n = 0; n < 50; n += 1) key = digest(key).subarray(0, length)
    const bytes = revision === 2 ? PADDING : digest(PADDING, id)
    let proof = bytes
    for (let n = 0; n < (revision === 2 ? 1 : 20); n += 1) {
      proof = rc4(
        key.map((byte) => byte ^ n),
        proof,
      )
    }
    if (same(proof, user.subarray(0, proof.length))) return key
  }
  throw new FileRefused('locked')
}

/** File key by Algorithm 2.A, with the hash of revision 5 or 6, where no password is the user's or the owner's. */
async function keyOfSha(
  { user, owner, revision }: EncryptionEntry,
  ofUser: Bytes,
  ofOwner: Bytes,
): Promise<Bytes> {
  if (revision !== 5 && revision !== 6) throw new FileRefused('locked')
  const key = async (stored: Bytes, encrypted: Bytes, beside: Bytes): Promise<Bytes | null> => {
    if (stored.length < 48 || encrypted.length < 32) return null
    const hash = async (salt: Bytes) => {
      const first = await sha(256, concat(salt, beside))
      return revision === 5 ? first : await hardened(first, beside)
    }
    const proof = await hash(stored.slice(32, 40))
    if (!same(proof, stored.subarray(0, 32))) return null
    const chain = await blockChain(await hash(stored.slice(40, 48)))
    return await chain.decrypt(ZEROS, encrypted.slice(0, 32))
  }
  const made = (await key(user, ofUser, NONE)) ?? (await key(owner, ofOwner, user.slice(0, 48)))
  if (made === null) throw new FileRefused('locked')
  return made
}

/** Algorithm 2.B for an empty password. It terminates: a byte is at most 255. */
async function hardened(first: Bytes, beside: Bytes): Promise<Bytes> {
  let key = first
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const repeated = concat(...Array.from({ length: 64 }, () => [key, beside]).flat())
    const chain = await blockChain(key.slice(0, 16))
    const encrypted = await chain.encrypt(key.slice(16, 32), repeated)
    const rest = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = await sha(rest === 0 ? 256 : rest === 1 ? 384 : 512, encrypted)
    last = encrypted.at(-1) ?? 0
  }
  return key.slice(0, 32)
}

/** Algorithm 1: a key for each object. */
function perObject(key: Bytes, method: 'V2' | 'AESV2'): Cipher {
  return async (bytes, { objectNumber, generationNumber }) => {
    const number = new Uint8Array(8)
    new DataView(number.buffer).setUint32(0, objectNumber, true)
    new DataView(number.buffer).setUint32(3, generationNumber, true)
    const all = digest(key, number.subarray(0, 5), method === 'V2' ? NONE : SALT)
    const own = all.slice(0, Math.min(key.length + 5, 16))
    return method === 'V2' ? rc4(own, bytes) : await withoutPadding(await blockChain(own), bytes)
  }
}

/** Decrypts AES-CBC data that begins with its initialisation vector; an incomplete block is ignored. */
async function withoutPadding(chain: BlockChain, bytes: Bytes): Promise<Bytes> {
  const blocks = bytes.slice(16, bytes.length & ~15)
  if (blocks.length === 0) return NONE
  const plain = await chain.decrypt(bytes.slice(0, 16), blocks)
  const padding = plain.at(-1) ?? 0
  const isPadding = padding <= 16 && plain.subarray(-padding).every((byte) => byte === padding)
  return isPadding ? plain.subarray(0, plain.length - padding) : plain
}

function digest(...parts: readonly Uint8Array[]): Bytes {
  return new Uint8Array(md5(concat(...parts)))
}

function nameIn(dict: PDFDict, key: string): string | null {
  const value = dict.lookup(PDFName.of(key))
  return value instanceof PDFName ? value.decodeText() : null
}

function numberIn(dict: PDFDict, key: string): number | null {
  const value = dict.lookup(PDFName.of(key))
  return value instanceof PDFNumber ? value.asNumber() : null
}

/** Key length in bytes; some programs write bytes instead of bits. */
function lengthIn(dict: PDFDict, usual: number): number {
  const value = numberIn(dict, 'Length') ?? usual
  const bytes = value < 40 ? value : value / 8
  return Number.isInteger(bytes) && bytes >= 5 && bytes <= 16 ? bytes : usual
}

function bytesIn(dict: PDFDict, key: string): Bytes {
  const value = dict.lookup(PDFName.of(key))
  return isText(value) ? new Uint8Array(value.asBytes()) : NONE
}
