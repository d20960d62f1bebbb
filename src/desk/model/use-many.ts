import { useState } from 'react'
import { MOST_AT_ONCE, mayMarkSpam } from '#domain/case/spam.ts'
import type { QueuePage, QueueRow } from '#wire/desk.ts'
import { fromChannelV1 } from '#wire/v1.ts'
import { texts } from '../texts.ts'
import { useDesk } from './desk-context.ts'
import { codeOfThrown } from './fetched.ts'
import type { Pages } from './use-pages.ts'

export type ManyAct = 'aside' | 'back'

/** Selection of rows of a list, and one action on all of them. */
export interface Many {
  readonly act: ManyAct
  /** `null` outside selection mode. */
  readonly chosen: ReadonlySet<string> | null
  readonly may: readonly QueueRow[]
  /** Those that `all` chooses are not all: there are more than may be chosen at once, or than are listed. */
  readonly isPart: boolean
  start(): void
  stop(): void
  toggle(id: string): void
  all(): void
  /** @returns `null` when it was done to all or some of them; else the error code */
  run(): Promise<string | null>
}

const NOTHING: QueuePage = { rows: [], next: [] }

const mayBeSpam = ({ door, category }: QueueRow) =>
  mayMarkSpam({ channel: fromChannelV1(door), category })

export function useMany(act: ManyAct, list: Pages<QueuePage>, done: () => void): Many {
  const { api, announce, changed } = useDesk()
  const [picked, setPicked] = useState<ReadonlySet<string> | null>(null)
  const { rows, next } = list.value ?? NOTHING
  const may = act === 'aside' ? rows.filter(mayBeSpam) : rows
  // Rows that left the list leave the selection.
  const chosen = picked && new Set(may.map(({ id }) => id).filter((id) => picked.has(id)))

  return {
    act,
    chosen,
    may,
    isPart: may.length > MOST_AT_ONCE || next.length > 0,
    start: () => setPicked(new Set()),
    stop: () => setPicked(null),
    toggle(id) {
      const next = new Set(chosen)
      if (!next.delete(id) && next.size < MOST_AT_ONCE) next.add(id)
      setPicked(next)
    },
    all: () => setPicked(new Set(may.slice(0, MOST_AT_ONCE).map(({ id }) => id))),
    async run() {
      try {
        const { moved } = await api.moveSpam(act, [...(chosen ?? [])])
        setPicked(null)
        announce(texts.many.done[act](moved.length))
        return null
      } catch (thrown) {
        return codeOfThrown(thrown)
      } finally {
        changed()
        done()
      }
    },
  }
}
