import { type Code, codeOf } from '#errors.ts'
import type { Services } from '#ports.ts'

/** Error codes that an outdated roster can cause. */
const OF_ANOTHER_ROSTER: readonly (Code | 'UNEXPECTED')[] = [
  'ENVELOPE_REFUSED',
  'NO_CUSTODIAN',
  'NO_READER',
  'PROMISE_CHANGED',
  'ROSTER_REFUSED',
]

/**
 * Verifies a request against the cached roster and, before a refusal, once more against the newest: the page may have
 * read a newer one than the server's cache.
 */
export async function byNewestRoster<Judged>(
  { readership }: Pick<Services, 'readership'>,
  judge: () => Promise<Judged>,
  refuses: (judged: Judged) => boolean = () => false,
): Promise<Judged> {
  const roster = (mayBeNewer: boolean) => readership.known(mayBeNewer).catch(() => null)
  const remembered = await roster(false)
  try {
    const judged = await judge()
    return refuses(judged) && (await roster(true)) !== remembered ? await judge() : judged
  } catch (thrown) {
    const mayBeOld = OF_ANOTHER_ROSTER.includes(codeOf(thrown))
    if (mayBeOld && (await roster(true)) !== remembered) return judge()
    throw thrown
  }
}
