import { type Bytes, concat, utf8 } from '#bytes.ts'
import type { Chance } from '#domain/case/ids.ts'
import type { Addresses } from '#ports.ts'
import { ADDRESS } from './constants.ts'
import { hmac } from './hkdf.ts'
import type { ServerKeys } from './server-keys.ts'

const NONCE = 12
/** Addresses are padded with spaces to a multiple of this many bytes. */
const BLOCK = 512

/**
 * Encrypts notification addresses under the server's secret, which is stored in neither database nor backup. Each
 * encryption has its own nonce: without the secret, two rows with the same address cannot be linked.
 */
export function addresses(keys: ServerKeys, chance: Chance): Addresses {
  const seal = async (address: string) => {
    const nonce = new Uint8Array(chance(NONCE))
    const key = await aes(await keys.key('address'))
    const sealed = await crypto.subtle.encrypt(by(nonce), key, padded(address))
    return concat(nonce, new Uint8Array(sealed))
  }
  const open = async (sealed: Uint8Array) => {
    for (const each of await keys.both('address')) {
      const opened = await unseal(sealed, each)
      if (opened !== null) return opened
    }
    return null
  }
  return {
    seal,
    open,
    async renew(sealed) {
      if ((await unseal(sealed, await keys.key('address'))) !== null) return sealed
      const address = await open(sealed)
      return address === null ? null : seal(address)
    },
    code: async (code) => hmac(await keys.key('pairing'), code),
    person: async (tenant, person) =>
      Promise.all((await keys.both('reminder')).map((key) => hmac(key, tenant, person))),
  }
}

async function unseal(sealed: Uint8Array, key: Bytes): Promise<string | null> {
  const nonce = new Uint8Array(sealed.slice(0, NONCE))
  const rest = new Uint8Array(sealed.slice(NONCE))
  try {
    const opened = await crypto.subtle.decrypt(by(nonce), await aes(key), rest)
    return new TextDecoder().decode(opened).trimEnd()
  } catch {
    return null
  }
}

function aes(key: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

const by = (iv: Bytes) => ({ name: 'AES-GCM', iv, additionalData: utf8(ADDRESS) })

function padded(address: string): Bytes {
  const bytes = utf8(address)
  const whole = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK).fill(0x20)
  whole.set(bytes)
  return whole
}
