import type { AttachmentLine } from '../../../../case/attachment.ts'
import { base64url, type Chance, systemChance } from '../../../../case/ids.ts'
import type { PageMeans } from '../means.ts'
import type { FileList } from './list.tsx'
import type { Looked } from './look.ts'
import type { Refused, Trace } from './trace.ts'
import type { Reach, Ready } from './upload.ts'

/*
 * The files of one letter. All of it is in this page's memory: nothing leaves before she sends, and nothing is left
 * when the page closes. How the account screen, the check screen and an addition use it:
 *
 *   const files = filesFor(means)                       // once per letter, made with its first screen
 *   inset: () => filesField(files, words)               // field.tsx, where she writes: choose, look, remove
 *   inset: () => filesToSend(files, words)              // to-send.tsx, where she sends: names, and the bar while it goes
 *   const attachments = await files.sealAndUpload()     // in `press` of send, before the letter itself is sealed
 *   files.forget()                                      // once the letter is kept, or she leaves
 */

/** A file she chose, as the page shows it. Its bytes are not here. */
export interface ChosenFile {
  readonly id: string
  /** Safe to show, whatever the device called it. */
  readonly name: string
  readonly bytes: number
  readonly state: 'looking' | 'taken' | 'refused'
  /** Only of one that is refused: it is not sent, and the letter goes without it. */
  readonly why: Refused | null
  /** What stands in it, and is taken out unless she keeps the original. */
  readonly found: readonly Trace[]
  /** What could not be taken out. */
  readonly stays: readonly Trace[]
  /** She decided to send it as it is. */
  readonly original: boolean
}

/** How far sending is; `null` of `Files.sending` while nothing goes. */
export interface Sending {
  /** Of all files together, 0 to 1. */
  readonly done: number
  /** The line is down: it is tried again by itself. */
  readonly waiting: boolean
}

export interface Files {
  readonly most: number
  readonly mebibytes: number
  chosen(): readonly ChosenFile[]
  /** Names of what will be sent, safe to show. */
  names(): readonly string[]
  /** The part that lists them; `null` before anything was chosen. */
  list(): typeof FileList | null
  sending(): Sending | null
  /** Looks at each by its content. Never throws: whatever is wrong with a file stands beside its name. */
  add(some: Iterable<File>): Promise<void>
  keepOriginal(id: string, original: boolean): void
  remove(id: string): void
  /**
   * Seals each by itself and brings it to the server; tried again it goes on where it stopped. No files: no request.
   * @throws DATABASE_AWAY when the line stays down, UPLOAD_REFUSED; everything chosen stays
   */
  sealAndUpload(): Promise<readonly AttachmentLine[]>
  /** Ends a sending that is on its way: `sealAndUpload` then throws DATABASE_AWAY. */
  stop(): void
  /** Everything is dropped from memory. */
  forget(): void
  /** Called after each change. @returns what ends it */
  watch(changed: () => void): () => void
}

/** One file as it is held: what is shown of it, and what is never shown. */
interface Held {
  shown: ChosenFile
  readonly file: File
  /** Random. Which upload is whose stands in the letter alone. */
  upload: string
  looked: Looked | null
  /** Sealed once and kept until it is there: pieces of two sealings would not fit together. */
  ready: Ready | null
  line: AttachmentLine | null
}

/** Everything heavy: how files are read, cleaned, sealed and sent. It comes when the first one is chosen. */
const loadTools = () => import('./tools.ts')

/** What a test takes the place of. */
export interface FilesMeans {
  readonly chance: Chance
  readonly reach?: Reach
}

export function filesFor(
  { policy }: Pick<PageMeans, 'policy'>,
  { chance, reach }: FilesMeans = { chance: systemChance },
): Files {
  const { most, mebibytes } = policy.attachments
  const watching = new Set<() => void>()
  let held: readonly Held[] = []
  let sending: Sending | null = null
  let looking: Promise<unknown> = Promise.resolve()
  let stopping: AbortController | null = null
  let List: typeof FileList | null = null

  const changed = () => {
    for (const tell of watching) tell()
  }
  const taken = () => held.filter(({ shown }) => shown.state === 'taken')
  const show = (one: Held, news: Partial<ChosenFile>) => {
    one.shown = { ...one.shown, ...news }
    changed()
  }

  async function look(one: Held): Promise<void> {
    // Removed while it waited: it is not even read.
    if (!held.includes(one)) return
    try {
      const tools = await loadTools()
      if (taken().length >= most) throw new tools.FileRefused('many')
      one.looked = await tools.look(one.file, mebibytes << 20)
      const { name, found, stays, bytes } = one.looked
      show(one, { state: 'taken', name, found, stays, bytes: bytes.length })
    } catch (thrown) {
      const why = (thrown as { why?: Refused }).why ?? 'broken'
      show(one, { state: 'refused', why })
    }
  }

  async function sendAll(signal: AbortSignal): Promise<readonly AttachmentLine[]> {
    const all = taken()
    if (all.length === 0) return []
    const tools = await loadTools()
    const whole = all.reduce((sum, { shown }) => sum + shown.bytes, 0)
    let before = 0
    for (const one of all) {
      const { bytes } = one.shown
      one.ready ??= one.line === null ? await tools.ready(one) : null
      if (one.ready !== null) {
        await tools.upload(one.ready, {
          signal,
          ...(reach && { reach }),
          went: (part, waiting) => {
            sending = { done: (before + bytes * part) / Math.max(whole, 1), waiting }
            changed()
          },
        })
        one.line = one.ready.line
        one.ready = null
      }
      before += bytes
    }
    return all.flatMap(({ line }) => (line === null ? [] : [line]))
  }

  return {
    most,
    mebibytes,
    chosen: () => held.map(({ shown }) => shown),
    names: () => taken().map(({ shown }) => shown.name),
    list: () => List,
    sending: () => sending,
    async add(some) {
      const more = [...some].map((file): Held => {
        const id = base64url(chance(16))
        const shown = { id, name: '', bytes: file.size, state: 'looking', why: null } as const
        const rest = { found: [], stays: [], original: false } as const
        return {
          shown: { ...shown, ...rest },
          file,
          upload: base64url(chance(16)),
          looked: null,
          ready: null,
          line: null,
        }
      })
      const { safeName, FileList } = await loadTools()
      List = FileList
      for (const one of more) one.shown = { ...one.shown, name: safeName(one.file.name, null) }
      held = [...held, ...more]
      changed()
      // One after the other: two large files at once could be more than a phone holds.
      for (const one of more) looking = looking.then(() => look(one))
      await looking
    },
    keepOriginal(id, original) {
      const one = held.find(({ shown }) => shown.id === id)
      if (one === undefined || one.shown.original === original) return
      // Sealed anew, it is another upload: what came of the first is swept.
      one.ready = null
      one.line = null
      one.upload = base64url(chance(16))
      show(one, { original })
    },
    remove(id) {
      held = held.filter(({ shown }) => shown.id !== id)
      changed()
    },
    async sealAndUpload() {
      await looking
      const stopped = new AbortController()
      stopping = stopped
      sending = { done: 0, waiting: false }
      changed()
      try {
        return await sendAll(stopped.signal)
      } finally {
        sending = null
        stopping = null
        changed()
      }
    },
    stop: () => stopping?.abort(),
    forget() {
      stopping?.abort()
      held = []
      changed()
    },
    watch(tell) {
      watching.add(tell)
      return () => watching.delete(tell)
    },
  }
}
