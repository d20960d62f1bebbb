import { type Config, config, enums, type PartialConfig } from 'openpgp'

/**
 * The only importer of openpgp. Settings for interoperability: v4 keys and SEIPDv1 for every
 * GnuPG, no compression, which would leak through lengths, and size limits against decompression bombs.
 */
export const OPENPGP_CONFIG = {
  v6Keys: false,
  aeadProtect: false,
  preferredCompressionAlgorithm: enums.compression.uncompressed,
  preferredSymmetricAlgorithm: enums.symmetric.aes256,
  minRSABits: 3071,
  maxDecompressedMessageSize: 64 << 20,
  maxArgon2MemoryExponent: 18,
  maxUserIDLength: 1024,
  showVersion: false,
  showComment: false,
  allowUnauthenticatedMessages: false,
} as const

Object.assign(config, OPENPGP_CONFIG)

/** Settings for one call beside those of every call. */
export function configWith(change: PartialConfig): Config {
  return { ...config, ...change }
}

export type { Key, KeyOptions, Message, PrivateKey } from 'openpgp'
export {
  armor,
  createMessage,
  decrypt,
  decryptKey,
  decryptSessionKeys,
  encrypt,
  encryptKey,
  encryptSessionKey,
  enums,
  generateKey,
  readKeys,
  readMessage,
  readPrivateKey,
  readSignature,
  sign,
  unarmor,
  verify,
} from 'openpgp'
