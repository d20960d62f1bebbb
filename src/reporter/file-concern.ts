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
import { lookBefore } from './look-before.ts'
import { sealConcern } from './seal-concern.ts'
import { promisedTerms } from './terms.ts'

/** Promise shown to the reporter. It is kept, or a new one is shown. */
export interface OfficePromise {
  readonly office: Office
  readonly readers: number
}

/** Result shown to the reporter, without the account. */
export interface FilingResult {
  readonly office: Office
  readonly dueOn: Day
  readonly readers: number
  readonly danger: boolean
  /** Of a danger: a message is on its way to at least one who reads it. */
  readonly alerted: boolean
  /** The reporter asked for a notice of an answer. */
  readonly notified: boolean
}

/** Distinguishes two Sends with one nonce. The id is known once the case has one. */
export interface Submission {
  readonly content: SendRecord['content']
  /** Whether the case still exists and is the reporter's. */
  readonly isHeld: (sent: SendRecord) => Promise<boolean>
  readonly caseRef: (id: CaseId) => SendRecord['caseRef']
}

/**
 * Files a concern and returns the promise. The account is sealed before storing, and all is stored in one
 * transaction: on return everything is stored; on an error nothing.
 * @param nonce HMAC of the dialog's nonce: the same one again returns the same and changes nothing
 * @throws SENT_BEFORE when the nonce was used for another account, or that is no longer known; TAKEN_BACK when
 * the case is gone
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
    const { receipt, key } = await press.press(id)
    const { receivedOn: on, replyDays } = terms
    const input = { id, concern, ...chosen, key, on, replyDays, label: null }
    const letters = await sealConcern(services, input)
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
    // A retry of a stored filing succeeds, whatever changed since: "nothing was sent" would be false.
    if (!(await lookBefore(() => services.intake.filed(nonce)))) throw thrown
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
        null,
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

/** The readers shown on the promise screen. */
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
