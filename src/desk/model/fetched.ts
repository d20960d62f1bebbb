import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiRefused } from '../http/api.ts'
import { KeyWorkerError } from '../key-worker/client.ts'

/** Result of a request. While it is repeated, the previous value stays. */
export interface RemoteValue<Value> {
  readonly value: Value | null
  readonly code: string | null
  readonly slow: boolean
  readonly busy: boolean
  again(): void
  set(value: Value): void
}

const SLOW_AFTER = 4_000

export function codeOfThrown(thrown: unknown): string {
  return thrown instanceof ApiRefused || thrown instanceof KeyWorkerError
    ? thrown.code
    : 'UNEXPECTED'
}

/** @param key when it changes, the old value is dropped and the new one fetched */
export function useFetched<Value>(key: string, fetchIt: () => Promise<Value>): RemoteValue<Value> {
  const [entry, setEntry] = useState<{ key: string; value: Value } | null>(null)
  const [code, setCode] = useState<string | null>(null)
  const [slow, setSlow] = useState(false)
  const [busy, setBusy] = useState(true)
  const [round, setRound] = useState(0)
  const latest = useRef(fetchIt)
  latest.current = fetchIt

  useEffect(() => {
    let current = round >= 0
    setBusy(true)
    setSlow(false)
    const timer = setTimeout(() => current && setSlow(true), SLOW_AFTER)
    latest
      .current()
      .then(
        (value) => {
          if (!current) return
          setEntry({ key, value })
          setCode(null)
        },
        (thrown: unknown) => current && setCode(codeOfThrown(thrown)),
      )
      .finally(() => {
        clearTimeout(timer)
        if (current) {
          setBusy(false)
          setSlow(false)
        }
      })
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [key, round])

  const again = useCallback(() => setRound((before) => before + 1), [])
  const set = useCallback((value: Value) => setEntry({ key, value }), [key])
  return { value: entry?.key === key ? entry.value : null, code, slow, busy, again, set }
}
