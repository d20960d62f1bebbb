import { plusDays } from '#domain/case/day.ts'
import { base64url, type CaseId } from '#domain/case/ids.ts'
import { caseLabelOf } from '#domain/case/label.ts'
import type { Concern } from '#domain/concern/concern.ts'
import { AppError } from '#errors.ts'
import type { ReceiptPress, Services } from '#ports.ts'
import type { PageFiling } from '#wire/reporter.ts'
import { clientSealedLabel, clientSealedMessage } from '#wire/sealed-message.ts'
import { chooseReaders, policyLeafOf } from './choose-readers.ts'
import type { FilingResult, OfficePromise } from './file-concern.ts'
import { recipient, sealConcern } from './seal-concern.ts'
import { promisedTerms } from './terms.ts'

type PageServices = Pick<
  Services,
  'clock' | 'chance' | 'policy' | 'policyHash' | 'sealer' | 'gate' | 'readership'
>

export interface FilingInput {
  readonly concern: Concern
  readonly promised: OfficePromise
  /** Creates and locks the reporter key. */
  readonly press: ReceiptPress
  /** Lookup token, derived from the receipt secret, which is not sent. */
  readonly shown: string
  /** Salt of the case id. */
  readonly salt: string
  readonly id: CaseId
  readonly link: PageFiling['link']
}

/** A sealed filing. */
export interface SealedFiling {
  readonly id: CaseId
  readonly filing: Omit<PageFiling, 'proof'>
  readonly filed: Omit<FilingResult, 'alerted' | 'notified'>
}

/**
 * Seals a concern in the browser, for exactly the promised readers or not at all. Sends nothing.
 * @throws PROMISE_CHANGED, NO_OFFICE, NO_READER, ROSTER_REFUSED, NO_CUSTODIAN, ENVELOPE_REFUSED
 */
export async function sealOnPage(
  services: PageServices,
  input: FilingInput,
): Promise<SealedFiling> {
  const { concern, promised, id } = input
  const leaf = policyLeafOf(services, concern)
  const { route, readers } = await chooseReaders(services, concern)
  if (route.office !== promised.office || readers.length !== promised.readers) {
    throw new AppError('PROMISE_CHANGED', { office: route.office })
  }
  const { receivedOn: on } = promisedTerms(services, leaf, route.office)
  const { receipt, key } = await input.press.press(id)
  const { replyDays } = leaf
  const label = await services.sealer.label(
    caseLabelOf(id, concern.leaf, concern.language),
    readers.map(recipient),
  )
  if (label !== null) await services.gate.checkLabel(label)
  const hash = label && (await services.sealer.hash(label.data))
  const sealing = { id, concern, route, readers, key, on, replyDays, label: hash }
  const letters = await sealConcern(services, sealing)
  for (const letter of letters) await services.gate.check(letter)
  const [account, name] = letters.map(clientSealedMessage)
  if (account === undefined) throw new AppError('SEALING_FAILED')
  return {
    id,
    filing: {
      case: id,
      salt: input.salt,
      office: route.office,
      category: leaf.category,
      replyDays: leaf.replyDays,
      identity: concern.identity,
      passOn: concern.passOn,
      flags: [...route.flags],
      keptOut: [...concern.keptOut],
      officeKeptOut: concern.about.length > 0,
      readers: readers.map((reader) => reader.id),
      policy: services.policyHash,
      reporterCertificate: key.certificate,
      lockedKey: base64url(receipt.lockedKey),
      shown: input.shown,
      letters: (name === undefined ? [account] : [account, name]) as PageFiling['letters'],
      ...(label && { label: clientSealedLabel(label) }),
      link: input.link,
    },
    filed: {
      office: route.office,
      dueOn: plusDays(on, leaf.replyDays),
      readers: readers.length,
      danger: leaf.category === 'safety',
    },
  }
}
