import { verifyAcknowledgement } from '#crypto/acknowledgement.ts'
import { Acknowledgement, FilingKeys, type ReceivedEntry } from '#domain/case/acknowledgement.ts'

export type Verdict =
  | { readonly is: 'sound'; readonly received: readonly ReceivedEntry[] }
  | { readonly is: 'forged' | 'unknown_key' | 'unreadable' | 'cannot' }

/** Size limit in bytes, above any acknowledgement. */
const LONGEST_BYTES = 4 << 20

/** Verifies an acknowledgement file. Never throws. */
export async function judge(file: Blob, fetcher: typeof fetch): Promise<Verdict> {
  if (file.size > LONGEST_BYTES) return { is: 'unreadable' }
  const read = Acknowledgement.safeParse(parsed(await file.text().catch(() => '')))
  if (!read.success) return { is: 'unreadable' }
  try {
    const response = await fetcher('/filing-keys.json', {
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    })
    const is = await verifyAcknowledgement(read.data, FilingKeys.parse(await response.json()))
    return is === 'sound' ? { is, received: read.data.received } : { is }
  } catch {
    return { is: 'cannot' }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
