import { config, enums } from 'openpgp'

/**
 * The only importer of openpgp. What others can read decides: v4 keys and SEIPDv1 for every
 * GnuPG, no compression so that a length tells nothing, and ceilings against bombs in what strangers send.
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

export type { Key, KeyOptions, PrivateKey } from 'openpgp'
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
  verify,
} from 'openpgp'
