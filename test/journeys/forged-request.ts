import { sealer } from '#crypto/seal.ts'
import { dayIn } from '#domain/case/day.ts'
import { base64url, fromBase64url, newMessageId, systemChance } from '#domain/case/ids.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { UploadedLetter, WireCase } from '#wire/desk.ts'
import type { OfficerAtDesk } from '../fixtures/officer.ts'
import type { Whole } from '../fixtures/whole.ts'

/** A request with any form, sealed and signed as it should be: an officer's machine is not ours to trust. */
export async function forgedRequest(
  whole: Whole,
  officer: OfficerAtDesk,
  wireCase: WireCase,
  form: Record<string, unknown>,
): Promise<UploadedLetter> {
  const before = wireCase.letters.filter(({ dir }) => dir === 'o>r').at(-1)
  const id = newMessageId(systemChance)
  const seq = (before?.seq ?? 0) + 1
  const readers = wireCase.readers.map(({ id: reader }) => {
    const officerOfRoster = whole.staff.officers.find((one) => one.id === reader)
    if (officerOfRoster === undefined) throw new TypeError(`no officer ${reader}`)
    return { role: 'officer', reader, certificate: officerOfRoster.key.certificate } as const
  })
  const toReporter = {
    role: 'reporter',
    reader: 'reporter',
    certificate: wireCase.reporterCertificate,
  } as const
  const sealed = await sealer.seal(
    {
      v: 1,
      typ: 'consent',
      case: wireCase.id,
      msg: id,
      seq,
      prev: before === undefined ? null : await sealer.hash(fromBase64url(before.data)),
      dir: 'o>r',
      office: wireCase.office,
      day: dayIn('Europe/Zurich', whole.clock.now()),
      lang: 'en',
      text: new Confidential('May I?'),
      form,
    },
    [...readers, toReporter],
    officer.key,
  )
  const keys = sealed.keys.map((key) => ({ ...key, bytes: base64url(key.bytes) }))
  return { id, seq, data: Buffer.from(sealed.data).toString('base64url'), keys }
}
