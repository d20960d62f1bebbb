import { type ActStatement, messagesBefore, nextAct, type SignedAct } from '#domain/case/act.ts'
import type { Day } from '#domain/case/day.ts'
import type { ReportersLetter, Services } from '#ports.ts'
import type { Own } from './own-case.ts'

/** What a person does, and what it is about. */
export type OwnActSubject = Pick<ActStatement, 'act'> &
  Partial<Pick<ActStatement, 'answers' | 'content' | 'office'>> & { readonly on: Day }

/**
 * Signs what a person does with the key of her case, so that whoever only saw the lookup token of her receipt cannot do
 * it (T-144). In Teams the server has her key open for this moment and signs for her, and the act says so.
 * @throws ROSTER_REFUSED
 */
export async function signOwnAct(
  services: Pick<Services, 'acts' | 'sealer' | 'readership'>,
  { reportersCase, key }: Own,
  { act, on, answers = null, content = null, office = reportersCase.office }: OwnActSubject,
): Promise<SignedAct> {
  const { id, letters, channel, lastAct = null } = reportersCase
  // A server serves its own cases of cards without a channel.
  const isOnPage = channel !== undefined
  const { root, hash } = await services.readership.snapshot(isOnPage ? on : null)
  const last = messagesBefore(
    letters.map(({ head }) => head),
    on,
    isOnPage,
  )
  const headOf = async (head: ReportersLetter['head'] | null) => {
    const letter = letters.find((one) => one.head === head)
    return head && letter ? { seq: head.seq, hash: await services.sealer.hash(letter.data) } : null
  }
  const heads = { 'r>o': await headOf(last['r>o']), 'o>r': await headOf(last['o>r']) }
  const subject = { root, case: id, act, answers, office, content, day: on, heads }
  const by = isOnPage ? 'reporter' : 'server'
  const place = nextAct(await services.acts.last(lastAct))
  return services.acts.sign({ ...subject, ...place, by, directory: hash }, key)
}

/** The same for an act that is stored nowhere: in Teams the server would show it to itself, and a broken roster stop it. */
export async function signOnPage(
  services: Parameters<typeof signOwnAct>[0],
  own: Own,
  subject: OwnActSubject,
): Promise<SignedAct | undefined> {
  return own.reportersCase.channel === undefined ? undefined : signOwnAct(services, own, subject)
}
