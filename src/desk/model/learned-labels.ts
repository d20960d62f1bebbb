import { useCallback, useEffect, useRef, useState } from 'react'
import type { CaseLabel } from '#domain/case/label.ts'
import { categoryOf, type LeafId } from '#domain/concern/leaf.ts'
import { type Labels, MOST_LABELS, type QueueRow } from '#wire/desk.ts'
import type { Api } from '../http/api.ts'
import type { KeyWorker } from '../key-worker/client.ts'

/** What is sealed of a case and its row shows. */
export interface RowLabel {
  readonly leaf: string | null
  /** Language of the person's words. */
  readonly lang: string | null
}

/** Labels from sealed labels and decrypted first letters, by case id. In memory only. */
export interface LearnedLabels {
  readonly labels: ReadonlyMap<string, RowLabel>
  learn(id: string, label: RowLabel): void
}

/** Empties it, when the key is locked. */
export function useLearned(open: boolean): LearnedLabels {
  const [labels, setLabels] = useState<ReadonlyMap<string, RowLabel>>(new Map())
  useEffect(() => {
    if (!open) setLabels(new Map())
  }, [open])
  const learn = useCallback((id: string, { leaf, lang }: RowLabel) => {
    setLabels((before) => {
      const known = before.get(id)
      const isSame = known !== undefined && known.leaf === leaf && known.lang === lang
      return isSame ? before : new Map(before).set(id, { leaf, lang })
    })
  }, [])
  return { labels, learn }
}

/** Fetches and opens the sealed labels of rows whose leaf stands in no column, each once while the key is open. */
export function useRowLabels(
  rows: readonly QueueRow[],
  open: boolean,
  { api, keyWorker }: { readonly api: Api; readonly keyWorker: KeyWorker },
  learn: LearnedLabels['learn'],
): void {
  const asked = useRef(new Set<string>())
  useEffect(() => {
    if (!open) {
      asked.current = new Set()
      return
    }
    const since = asked.current
    const ids = rows.filter(({ id, leaf }) => leaf === null && !since.has(id)).map(({ id }) => id)
    for (const id of ids) since.add(id)
    const isOfRow = ({ case: id, leaf }: CaseLabel) =>
      rows.some((row) => row.id === id && categoryOf(leaf as LeafId) === row.category)
    const fetchLabels = async (some: readonly string[]) => {
      const labels: Labels['labels'] = [...(await api.labels(some))]
      const opened = await keyWorker.ask('labels', { labels })
      for (const label of opened) if (label !== null && isOfRow(label)) learn(label.case, label)
    }
    const inTurn = async () => {
      for (let at = 0; at < ids.length; at += MOST_LABELS) {
        const some = ids.slice(at, at + MOST_LABELS)
        // Without labels rows show their category; the next look at the queue asks again.
        await fetchLabels(some).catch(() => {
          for (const id of some) since.delete(id)
        })
      }
    }
    void inTurn()
  }, [rows, open, api, keyWorker, learn])
}
