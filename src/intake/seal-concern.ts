import type { Day } from '../case/day.ts'
import type { Recipient, SealedLetter } from '../case/envelope.ts'
import { type CaseId, newMessageId } from '../case/ids.ts'
import type { Head } from '../case/letter.ts'
import type { Concern } from '../concern/concern.ts'
import type { Confidential } from '../concern/confidential.ts'
import type { Route } from '../concern/route.ts'
import { AsideError } from '../errors.ts'
import type { ReporterKey, World } from '../ports.ts'
import type { Reader } from './choose-readers.ts'

interface ToSeal {
  readonly id: CaseId
  readonly concern: Concern
  readonly route: Route
  readonly readers: readonly Reader[]
  readonly key: ReporterKey
  readonly on: Day
}

type SealingWorld = Pick<World, 'chance' | 'sealer' | 'policyHash' | 'readership'>

/**
 * The letters a case begins with: the account, and the name apart from it where one was given. Where they are sealed
 * on her own device both are signed with the key of her case, and the account is sealed to it too; on the card door
 * neither, because what she wrote there is not shown back. A confidential name takes an officer and a custodian to open.
 */
export async function sealConcern(world: SealingWorld, given: ToSeal): Promise<SealedLetter[]> {
  const to = given.readers.map(recipient)
  const { certificate } = given.key
  const hers = onHerDevice(given.concern)
    ? [{ role: 'reporter', reader: 'reporter', certificate } as const]
    : []
  const account = await sealNext(
    world,
    given,
    [...to, ...hers],
    'concern',
    null,
    given.concern.account,
    {
      ...(await formOf(world, given)),
    },
  )
  if (given.concern.name === null) return [account]
  const prev = await world.sealer.hash(account.data)
  const keepers = given.concern.identity === 'confidential' ? await custodians(world) : null
  return [
    account,
    await sealNext(
      world,
      given,
      to,
      'identity',
      prev,
      given.concern.name,
      nameForm(given.concern),
      keepers,
    ),
  ]
}

/** Who keeps the other half of names. @throws NO_CUSTODIAN */
export async function custodians(world: Pick<World, 'readership'>): Promise<readonly Recipient[]> {
  const found = await world.readership.custodians()
  if (found.length === 0) throw new AsideError('NO_CUSTODIAN')
  return found.map(({ id, certificate }) => ({ role: 'custodian', reader: id, certificate }))
}

export function recipient(officer: Reader): Recipient {
  return { role: 'officer', reader: officer.id, certificate: officer.certificate }
}

async function sealNext(
  world: SealingWorld,
  { id, concern, route, on, key }: ToSeal,
  to: readonly Recipient[],
  kind: 'concern' | 'identity',
  prev: string | null,
  text: Confidential,
  form: Record<string, unknown>,
  keepers: readonly Recipient[] | null = null,
): Promise<SealedLetter> {
  const msg = newMessageId(world.chance)
  const seq = kind === 'concern' ? 1 : 2
  const head: Head = {
    v: 1,
    typ: kind,
    case: id,
    msg,
    seq,
    prev,
    dir: 'r>o',
    office: route.office,
    day: on,
    lang: concern.language,
  }
  const letter = { ...head, text, form }
  const signer = onHerDevice(concern) ? key : undefined
  const envelope =
    keepers === null
      ? await world.sealer.seal(letter, to, signer)
      : await world.sealer.sealShared(letter, [to, keepers], signer)
  const files = kind === 'concern' ? attachmentsOf(concern) : {}
  return { id: msg, case: id, dir: 'r>o', seq, kind, on, ...envelope, ...files }
}

function onHerDevice({ door }: Concern): boolean {
  return door !== 'card'
}

function attachmentsOf({ attachments = [] }: Concern): Pick<SealedLetter, 'attachments'> {
  return attachments.length === 0 ? {} : { attachments: attachments.map(({ id }) => id) }
}

/**
 * Where to tell her of an answer stands inside the seal beside her name, and in no row beside the case (T-115). A name
 * that was typed where nobody knew who typed it is marked: it was not verified.
 */
function nameForm(concern: Concern): Record<string, unknown> {
  return {
    ...(concern.notify !== undefined && { notify: concern.notify }),
    ...(onHerDevice(concern) && { typed: true }),
  }
}

/** How the person got here and what was agreed: sealed with the account, because it says whom she fears. */
async function formOf(world: SealingWorld, { concern, route, key }: ToSeal) {
  return {
    leaf: concern.leaf,
    taps: concern.taps,
    about: concern.about,
    keptOut: concern.keptOut,
    flags: route.flags,
    identity: concern.identity,
    passOn: concern.passOn,
    when: concern.when,
    where: concern.where,
    reporter: key.fingerprint,
    rosterVersion: (await world.readership.roster()).version,
    policy: world.policyHash,
    ...(concern.attachments && { attachments: concern.attachments }),
  }
}
