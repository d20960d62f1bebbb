import { type Chance, systemChance } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import type { FileRefusal } from '#metadata/metadata-finding.ts'
import type { PageContext } from '../context.ts'
import type { ChosenFile, Files, SentFile, UploadProgress } from './files.ts'
import { afresh, type LocalFile, localFileOf } from './sent-file.ts'
import type { Ready, UploadClient } from './upload.ts'

/** Code that reads, cleans, seals and uploads files; loaded when the first file is chosen. */
const loadTools = () => import('./tools.ts')

/** Dependencies that tests replace. */
export interface FilesOptions {
  readonly chance: Chance
  readonly client?: UploadClient
}

/** State of the files of one letter, until they are sent or dropped. */
export function filesFor(
  { policy }: Pick<PageContext, 'policy'>,
  { chance, client }: FilesOptions = { chance: systemChance },
): Files {
  const { most, mebibytes } = policy.attachments
  const watching = new Set<() => void>()
  let files: readonly LocalFile[] = []
  let sending: UploadProgress | null = null
  let away = false
  let looking: Promise<unknown> = Promise.resolve()
  let stopping: AbortController | null = null
  let running: Promise<readonly SentFile[]> | null = null
  let List: ReturnType<Files['list']> = null

  const changed = () => {
    for (const listener of watching) listener()
  }
  const to = client === undefined ? {} : { client }
  const taken = () => files.filter(({ shown }) => shown.state === 'taken')
  const namesBeside = (one: LocalFile) =>
    files.flatMap((other) => (other === one ? [] : [other.shown.name]))
  const show = (one: LocalFile, news: Partial<ChosenFile>) => {
    one.shown = { ...one.shown, ...news }
    changed()
  }

  const refuse = (one: LocalFile, thrown: unknown) => {
    const why = (thrown as { why?: FileRefusal }).why ?? 'broken'
    show(one, { state: 'refused', why })
  }

  async function look(one: LocalFile): Promise<void> {
    // Removed while it waited.
    if (!files.includes(one)) return
    try {
      const tools = await loadTools()
      if (taken().length >= most) throw new tools.FileRefused('many')
      one.looked = await tools.look(one.file, mebibytes << 20)
      const { findings, stays, bytes } = one.looked
      const name = tools.apart(one.looked.name, namesBeside(one))
      show(one, { state: 'taken', name, findings, stays, bytes: bytes.length })
    } catch (thrown) {
      refuse(one, thrown)
    }
  }

  /** Reads the original again. If the device no longer has it, sending stops and the reporter decides. */
  async function readied(one: LocalFile): Promise<Ready> {
    const tools = await loadTools()
    return tools.ready(one).catch((thrown: unknown) => {
      if (thrown instanceof tools.FileRefused) refuse(one, thrown)
      throw new AppError('UPLOAD_REFUSED')
    })
  }

  async function sendAll(stop: AbortController): Promise<readonly SentFile[]> {
    const { signal } = stop
    const all = taken()
    const tools = await loadTools()
    const unannounced = all.filter(({ sent, ready }) => sent === null && !ready?.upload)
    const work = tools.workAhead(unannounced.length, { stop, ...to })
    const whole = all.reduce((sum, { shown }) => sum + shown.bytes, 0)
    let before = 0
    for (const one of all) {
      const { bytes } = one.shown
      // An upload without its letter is deleted after a while: then it is uploaded again.
      if (one.sent !== null && !(await tools.isUploaded(one.sent.upload, { signal, ...to })))
        afresh(one, chance)
      one.ready ??= one.sent === null ? await readied(one) : null
      if (one.ready !== null) {
        const upload = await tools.upload(one.ready, {
          signal,
          work,
          ...to,
          went: (part, waiting) => {
            sending = { done: (before + bytes * part) / Math.max(whole, 1), waiting }
            changed()
          },
        })
        one.sent = { line: one.ready.line, upload }
        one.ready = null
      }
      before += bytes
    }
    return all.flatMap(({ sent }) => (sent === null ? [] : [sent]))
  }

  async function sealed(): Promise<readonly SentFile[]> {
    await looking
    if (taken().length === 0) return []
    stopping = new AbortController()
    sending = { done: 0, waiting: false }
    changed()
    try {
      return await sendAll(stopping)
    } finally {
      sending = null
      stopping = null
      changed()
    }
  }

  return {
    most,
    mebibytes,
    chosen: () => files.map(({ shown }) => shown),
    names: () => taken().map(({ shown }) => shown.name),
    list: () => List,
    away: () => away,
    sending: () => sending,
    async add(some) {
      const more = [...some].map((file) => localFileOf(file, chance))
      const tools = await loadTools().catch(() => null)
      away = tools === null
      if (tools === null) return changed()
      List = tools.FileList
      for (const one of more) {
        files = [...files, one]
        const name = tools.apart(tools.safeName(one.file.name, null), namesBeside(one))
        one.shown = { ...one.shown, name }
      }
      changed()
      // One after the other: two large files at once could exceed a phone's memory.
      for (const one of more) looking = looking.then(() => look(one))
      await looking
    },
    keepOriginal(id, original) {
      const one = files.find(({ shown }) => shown.id === id)
      if (one === undefined || one.shown.original === original) return
      afresh(one, chance)
      show(one, { original })
    },
    remove(id) {
      files = files.filter(({ shown }) => shown.id !== id)
      changed()
    },
    async toSend() {
      await looking
      return taken().map(({ shown: { id, original } }) => (original ? `${id} original` : id))
    },
    sealAndUpload() {
      // A double press is one run: two at once would mix the pieces of two sealings.
      running ??= sealed().finally(() => {
        running = null
      })
      return running
    },
    stop: () => stopping?.abort(),
    forget() {
      stopping?.abort()
      files = []
      changed()
    },
    watch(listener) {
      watching.add(listener)
      return () => watching.delete(listener)
    },
  }
}
