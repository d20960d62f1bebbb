import { type Bytes, concat } from '#bytes.ts'

/** AES-CBC on whole blocks without padding. */
export interface BlockChain {
  encrypt(iv: Bytes, blocks: Bytes): Promise<Bytes>
  decrypt(iv: Bytes, blocks: Bytes): Promise<Bytes>
}

const BLOCK = 16

/** AES-CBC of WebCrypto, which always pads: the padding block is cut off, or made for WebCrypto to remove. */
export async function blockChain(secret: Bytes): Promise<BlockChain> {
  const { subtle } = globalThis.crypto
  const key = await subtle.importKey('raw', secret, 'AES-CBC', false, ['encrypt', 'decrypt'])
  const encrypt = async (iv: Bytes, blocks: Bytes): Promise<Bytes> =>
    new Uint8Array(await subtle.encrypt({ name: 'AES-CBC', iv }, key, blocks))
  return {
    encrypt: async (iv, blocks) => (await encrypt(iv, blocks)).subarray(0, -BLOCK),
    decrypt: async (iv, blocks) => {
      const last = concat(iv, blocks).slice(-BLOCK)
      const padded = concat(blocks, await encrypt(last, new Uint8Array()))
      return new Uint8Array(await subtle.decrypt({ name: 'AES-CBC', iv }, key, padded))
    },
  }
}

/** RC4, for reading old documents only; no library of ours has it. */
export function rc4(key: Bytes, bytes: Bytes): Bytes {
  const state = Uint8Array.from({ length: 256 }, (_, n) => n)
  const swap = (one: number, other: number): number => {
    const [a = 0, b = 0] = [state[one], state[other]]
    state[one] = b
    state[other] = a
    return (a + b) & 255
  }
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255
    swap(i, j)
  }
  let j = 0
  return bytes.map((byte, at) => {
    const i = (at + 1) & 255
    j = (j + (state[i] ?? 0)) & 255
    return byte ^ (state[swap(i, j)] ?? 0)
  })
}

export async function sha(bits: 256 | 384 | 512, bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await globalThis.crypto.subtle.digest(`SHA-${bits}`, bytes))
}
