import { sealAttachment } from '#crypto/attachment.ts'
import { unlock } from '#crypto/keys.ts'
import { makeReporterKey } from '#crypto/reporter-key.ts'
import { sealer } from '#crypto/seal.ts'
import type { AttachmentLine } from '#domain/case/attachment.ts'
import { type Day, plusDays } from '#domain/case/day.ts'
import type { Recipient, SealedLetter } from '#domain/case/envelope.ts'
import type { Act, CaseEvent, Reason } from '#domain/case/event.ts'
import { newCaseId, newMessageId, systemChance } from '#domain/case/ids.ts'
import type { Direction, Kind } from '#domain/case/message.ts'
import type { About } from '#domain/concern/about.ts'
import type { Channel } from '#domain/concern/channel.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { categoryOf, type LeafId } from '#domain/concern/leaf.ts'
import type { ReporterKey } from '#ports.ts'
import type { DeskCase, DeskTwin } from '../fixtures/desk-store.ts'
import { put } from '../fixtures/officer-services.ts'
import type { Staff } from './officers.ts'

/** A file as a letter names it, and as it lies there. */
export interface AttachedFile {
  readonly line: AttachmentLine
  readonly sealed: Uint8Array<ArrayBuffer>
}

export async function attached(
  name: string,
  type: string,
  bytes: Uint8Array,
  original = false,
): Promise<AttachedFile> {
  const { data, line } = await sealAttachment(new Uint8Array(bytes))
  const id = newMessageId(systemChance)
  return { line: { id, name, type, original, ...line }, sealed: data }
}

/** What happens in a case, in order. `by` is an officer's id, or nobody for the person herself. */
export interface Turn {
  readonly kind: Kind
  readonly text: string
  readonly ago: number
  readonly by?: string
  readonly reason?: Reason
  /** Files that came with it. */
  readonly files?: readonly AttachedFile[]
  /** What else stands in its form; of the letters before it where it names one. */
  readonly form?:
    | Readonly<Record<string, unknown>>
    | ((letters: readonly SealedLetter[]) => Readonly<Record<string, unknown>>)
}

export interface Story {
  readonly leaf: LeafId
  readonly taps: readonly string[]
  readonly lang?: string
  readonly channel?: Channel
  readonly danger?: boolean
  readonly keptOut?: readonly string[]
  readonly about?: readonly About[]
  readonly where?: string
  readonly readers?: readonly string[]
  readonly turns: readonly Turn[]
  /** Acts without a letter. */
  readonly acts?: readonly { readonly act: Act; readonly ago: number; readonly reason?: Reason }[]
}

const ACT_OF: Partial<Record<Kind, Act>> = {
  addition: 'added',
  answer: 'answered',
  question: 'asked',
  note: 'noted',
}

/** A case whose letters are truly sealed, chained and signed, put into the twin of the store. */
export async function putSealedCase(
  desk: DeskTwin,
  staff: Staff,
  today: Day,
  story: Story,
): Promise<DeskCase & { reporter: ReporterKey }> {
  const readers = story.readers ?? staff.officers.map(({ id }) => id as string)
  const made = await makeReporterKey()
  const id = newCaseId(systemChance)
  const letters: SealedLetter[] = []
  const events: CaseEvent[] = []
  const first = story.turns[0]?.ago ?? 0
  const event = (act: Act, ago: number, by: CaseEvent['by'], reason: Reason | null = null) => {
    events.push({ act, by, on: plusDays(today, -ago), at: null, reason, corrects: null })
  }
  event('received', first, 'reporter')
  for (const turn of story.turns) {
    letters.push(await sealTurn(staff, { id, readers, made, story, letters, turn, today }))
    const act = ACT_OF[turn.kind]
    if (act !== undefined) {
      event(act, turn.ago, turn.by === undefined ? 'reporter' : 'officer', turn.reason)
    }
  }
  for (const { act, ago, reason } of story.acts ?? []) event(act, ago, 'officer', reason ?? null)
  events.sort((one, other) => one.on.localeCompare(other.on))
  const deskCase = put(desk, readers, {
    id,
    category: categoryOf(story.leaf),
    leaf: (story.channel ?? 'teams_card') === 'teams_card' ? story.leaf : null,
    channel: story.channel ?? 'teams_card',
    danger: story.danger ?? false,
    terms: {
      receivedOn: plusDays(today, -first),
      receivedAt: null,
      replyDays: 7,
      replyHours: null,
      zone: 'Europe/Zurich',
    },
    reporterCertificate: made.certificate,
    letters,
    events,
  })
  return Object.assign(deskCase, { reporter: made.key })
}

interface LetterContext {
  readonly id: DeskCase['id']
  readonly readers: readonly string[]
  readonly made: Awaited<ReturnType<typeof makeReporterKey>>
  readonly story: Story
  readonly letters: readonly SealedLetter[]
  readonly turn: Turn
  readonly today: Day
}

async function sealTurn(
  staff: Staff,
  { id, readers, made, story, letters, turn, today }: LetterContext,
): Promise<SealedLetter> {
  const dir: Direction = turn.by === undefined ? 'r>o' : turn.kind === 'note' ? 'o>o' : 'o>r'
  const before = letters.filter((letter) => letter.dir === dir).at(-1)
  const msg = newMessageId(systemChance)
  const on = plusDays(today, -turn.ago)
  const seq = (before?.seq ?? 0) + 1
  const beginning = turn.kind === 'concern' || turn.kind === 'identity'
  const form = {
    ...(turn.kind === 'concern' && formOf(story, made.fingerprint)),
    ...(turn.files && { attachments: turn.files.map(({ line }) => line) }),
    ...(typeof turn.form === 'function' ? turn.form(letters) : turn.form),
  }
  const own = staff.officers.find((officer) => officer.id === turn.by)
  const signer = own === undefined ? made.key : await unlock(own.key.privateKey, '')
  const to: Recipient[] = staff.officers
    .filter((officer) => readers.includes(officer.id))
    .map((officer) => ({
      role: 'officer',
      reader: officer.id,
      certificate: officer.key.certificate,
    }))
  const toReporter: Recipient = {
    role: 'reporter',
    reader: 'reporter',
    certificate: made.certificate,
  }
  const envelope = await sealer.seal(
    {
      v: 1,
      typ: turn.kind,
      case: id,
      msg,
      seq,
      prev: before === undefined ? null : await sealer.hash(before.data),
      dir,
      office: 'ethics',
      day: on,
      lang: story.lang ?? 'en',
      text: new Confidential(turn.text),
      form,
    },
    beginning || dir === 'o>o' ? to : [...to, toReporter],
    beginning && (story.channel ?? 'teams_card') === 'teams_card' ? undefined : signer,
  )
  return { id: msg, case: id, dir, seq, kind: turn.kind, on, ...envelope }
}

function formOf(story: Story, reporter: string): Record<string, unknown> {
  return {
    leaf: story.leaf,
    taps: story.taps,
    about: story.about ?? [],
    keptOut: story.keptOut ?? [],
    flags: [],
    identity: story.turns.some(({ kind }) => kind === 'identity') ? 'named' : 'not_told',
    passOn: false,
    when: null,
    where: story.where === undefined ? null : new Confidential(story.where),
    reporter,
    rosterVersion: 1,
    policy: 'a'.repeat(64),
  }
}
