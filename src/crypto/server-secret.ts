import type { FilingKey } from '#domain/case/acknowledgement.ts'
import type { ServerSecret, Services } from '#ports.ts'
import { filingKeyIds } from './acknowledgement.ts'
import type { ServerKeys } from './server-keys.ts'

/**
 * Judged by what the database shows of its secrets: the keys that each start publishes, and the chats of officers and
 * custodians, which each start seals under the present secret. Where none was published it is a first start.
 */
export function serverSecret(
  keys: Pick<ServerKeys, 'both'>,
  {
    filingKeys,
    officerAddresses,
    addresses,
  }: {
    readonly filingKeys: Pick<Services['filingKeys'], 'every'>
    readonly officerAddresses: Pick<Services['officerAddresses'], 'live'>
    readonly addresses: Pick<Services['addresses'], 'open'>
  },
): ServerSecret {
  const published = async () => {
    const own = await filingKeyIds(keys)
    const every = await filingKeys.every()
    if (every.length === 0) return { any: true, old: true, newest: true }
    const ids = every.map(({ id }) => id)
    return {
      any: own.some((id) => ids.includes(id)),
      old: own.slice(1).every((id) => ids.includes(id)),
      newest: newest(every).some(({ id }) => own.includes(id)),
    }
  }
  const chats = async () => {
    const live = await officerAddresses.live()
    const addressesOrNull = await Promise.all(live.map((sealed) => addresses.open(sealed)))
    const opened = addressesOrNull.filter((address) => address !== null).length
    return { some: live.length > 0, opened, all: live.length > 0 && opened === live.length }
  }
  return {
    async mismatch() {
      const [{ any, newest }, { some, opened, all }] = [await published(), await chats()]
      if (all) return null
      if (!any) return 'not_published'
      if (!some) return null
      if (opened === 0) return 'opens_no_chat'
      return newest ? null : 'newer_published'
    },
    async isCurrent() {
      const { old, newest } = await published()
      return old && (newest || (await chats()).all)
    },
  }
}

/** Those of the last day on which one was published. */
function newest(published: readonly FilingKey[]): readonly FilingKey[] {
  const last = published.reduce((day, { since }) => (since > day ? since : day), '')
  return published.filter(({ since }) => since === last)
}
