import type { DayEdge } from '#ports.ts'
import { hmac } from './hkdf.ts'
import type { ServerKeys } from './server-keys.ts'

/** The same for every server with one secret, and known to nobody who does not have it. */
export function dayEdge(keys: Pick<ServerKeys, 'key'>): DayEdge {
  return async (what, on) => {
    const mac = await hmac(await keys.key('day-edge'), what, on)
    return new DataView(mac.buffer).getUint32(0) / 2 ** 32
  }
}
