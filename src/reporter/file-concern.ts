import { type Day, plusDays } from '#domain/case/day.ts'
import { base64url, type CaseId, newCaseId } from '#domain/case/ids.ts'
import type { Concern } from '#domain/concern/concern.ts'
import type { Office } from '#domain/concern/office.ts'
import { AppError } from '#errors.ts'
import { isReachable } from '#notifications/is-reachable.ts'
import type { ReceiptPress, SendRecord, Services } from '#ports.ts'
import { type Chosen, chooseReaders, policyLeafOf } from './choose-readers.ts'
import { fileOnce } from './file-once.ts'
import { keptOutTags } from './kept-out-tags.ts'
import { sealConcern } from './seal-concern.ts'
import { promisedTerms } from './terms.ts'

/** What the person was told on the promise screen. It is what happens, or she is told anew. */
export interface OfficePromise {
  readonly office: Office
  readonly readers: number
}

/** What may be said back. The words themselves never come back. */
export interface FilingResult {
  readonly office: Office
  readonly dueOn: Day
  readonly readers: number
  readonly danger: boolean
  /** Of a danger: a message is on its way to at least one who reads it. */
  readonly alerted: boolean
  /** She asked to be told when there is an answer. */
  readonly notified: boolean
}

/** What tells a Send from another under the same nonce. The id is only known once the case has one. */
export interface Submission {
  readonly content: SendRecord['content']
  /** Is the case of what was sent still there, and hers? */
  readonly isHeld: (sent: SendRecord) => Promise<boolean>
  readonly caseRef: (id: CaseId) => SendRecord['caseRef']
}

/**
 * Concern in, promise out. The words are sealed before anything is stored, and everything is stored in one
 * transaction: once this returns, nothing is lost; if it throws, nothing was kept.
 * @param nonce HMAC of the nonce minted with the dialog: the same one again answers the same and does nothing
 * @throws SENT_BEFORE when it was spent for other words, or it is not known any more for which; TAKEN_BACK when what
 * was sent is gone by now
 */
export async function submit(
  services: Services,
  concern: Concern,
  promised: OfficePromise,
  press: ReceiptPress,
  nonce: Uint8Array<ArrayBuffer>,
  sending: Submission | null = null,
): Promise<FilingResult> {
  const leaf = policyLeafOf(services, concern)
  const terms = promisedTerms(services, leaf, promised.office)
  const danger = leaf.category === 'safety'
  const send = async (): Promise<Result> => {
    const chosen = await asPromised(services, concern, promised)
    const id = newCaseId(services.chance)
    const { receipt, key } = await press.press()
    const told = { id, concern, ...chosen, key, on: terms.receivedOn }
    const letters = await sealConcern(services, told)
    for (const letter of letters) await services.gate.check(letter)
    const { keptOut, about } = concern
    const how = await fileOnce(
      services,
      {
        ...{ id, nonce, concern, leaf, terms, receipt, key, letters, route: chosen.route },
        sent: sending && { content: sending.content, caseRef: sending.caseRef(id) },
        readers: chosen.readers.map((reader) => reader.id),
        exclusions: await keptOutTags(services, id, { keptOut, officeKeptOut: about.length > 0 }),
      },
      (filing) => services.intake.file(filing),
    )
    if (how === 'taken') throw new AppError('RECEIPT_FULL')
    return { how, readers: chosen.readers }
  }
  const { how, readers } = await send().catch(async (thrown: unknown): Promise<Result> => {
    // A retry of what was filed hears so, whatever has changed since: "nothing was sent" would be a lie.
    if (!(await services.intake.filed(nonce))) throw thrown
    return { how: 'already', readers: [] }
  })
  if (danger) services.outbox.sendNow()
  if (how === 'already' && sending !== null) await refuseOtherWords(services, nonce, sending)
  return {
    office: promised.office,
    dueOn: plusDays(terms.receivedOn, leaf.replyDays),
    readers: promised.readers,
    danger,
    alerted:
      danger &&
      (await isReachable(
        services,
        readers.map(({ id }) => id),
      )),
    notified: concern.notify !== undefined,
  }
}

type Result = Pick<Chosen, 'readers'> & { readonly how: 'filed' | 'already' }

async function refuseOtherWords(
  services: Pick<Services, 'intake'>,
  nonce: Uint8Array<ArrayBuffer>,
  { content, isHeld }: Submission,
): Promise<void> {
  const sent = await services.intake.sent(nonce)
  if (sent === null) throw new AppError('SENT_BEFORE')
  if (!(await isHeld(sent))) throw new AppError('TAKEN_BACK')
  if (base64url(sent.content) !== base64url(content)) throw new AppError('SENT_BEFORE')
}

/** The readers the promise screen promised. */
async function asPromised(
  services: Services,
  concern: Concern,
  promised: OfficePromise,
): Promise<Chosen> {
  const chosen = await chooseReaders(services, concern)
  if (chosen.route.office === promised.office && chosen.readers.length === promised.readers) {
    return chosen
  }
  throw new AppError('PROMISE_CHANGED', { office: chosen.route.office })
}
