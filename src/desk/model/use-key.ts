import { useCallback, useEffect, useState } from 'react'
import { pageClock } from '#browser/page-clock.ts'
import { systemClock } from '#clock.ts'
import type { Directory } from '#domain/case/roster.ts'
import type { Me } from '#wire/desk.ts'
import type { Api } from '../http/api.ts'
import type { KeyWorker } from '../key-worker/client.ts'
import { CLOCKS_MAY_DIFFER, type ClockReading } from '../key-worker/clock-check.ts'
import type { RosterState, StoredKey } from '../key-worker/protocol.ts'
import { useFreshness } from './freshness.ts'
import { watchIdle } from './idle.ts'

/** State of the officer's key and of the roster, for the screens. The key itself stays in the worker. */
export interface KeyControls {
  /** `undefined` until the store was read. */
  readonly stored: StoredKey | null | undefined
  readonly open: boolean
  /** Minutes until the automatic lock. */
  readonly minutes: number
  readonly roster: RosterState | null
  readonly rosterAway: boolean
  /** Set while browser and server clock differ by more than a day and none was confirmed. */
  readonly clocks: { readonly server: Date; readonly device: Date } | null
  sayRight(which: 'server' | 'device'): void
  openWith(passphrase: string): Promise<void>
  make(passphrase: string): Promise<void>
  bring(armored: string, passphrase: string): Promise<void>
  exportWith(passphrase: string): Promise<string>
  forget(): Promise<void>
  trust(fingerprint: string): Promise<void>
  lock(): void
}

/** Age in milliseconds at which the rosters are fetched again. */
const ROSTER_AGE = 10 * 60_000

/** The signed-in person, for the key. */
type Owner = Pick<Me, 'label' | 'demo' | 'today' | 'now' | 'lockAfterMinutes'>

/** The newest roster as published, and all of them, oldest first. */
interface PublishedRosters {
  readonly directory: Directory
  readonly every: readonly Directory[]
}

export function useKey(me: Owner, api: Api, keyWorker: KeyWorker): KeyControls {
  const [stored, setStored] = useState<StoredKey | null | undefined>(undefined)
  const [open, setOpen] = useState(false)
  const [minutes, setMinutes] = useState(me.lockAfterMinutes)
  const [directory, setDirectory] = useState<PublishedRosters | null>(null)
  const [roster, setRoster] = useState<RosterState | null>(null)
  const [rosterAway, setRosterAway] = useState(false)
  const [server] = useState(() => pageClock(me.now, systemClock))
  const [right, setRight] = useState<ClockReading['right']>(null)
  keyWorker.goBy(() => ({ server: server.now().getTime(), right }))

  const meet = useCallback(
    async (given: PublishedRosters) => {
      const asked = { ...given, today: me.today, demo: me.demo }
      setRoster(await keyWorker.ask('roster', asked))
    },
    [keyWorker, me.today, me.demo],
  )
  const fetchRosters = useCallback(async () => {
    const [newest, every] = await Promise.all([api.directory(), api.directories()])
    const given = { directory: newest, every }
    setDirectory(given)
    await meet(given)
  }, [api, meet])
  // The confirmed clock changes how validity periods are judged.
  useEffect(() => {
    if (right !== null && directory !== null) void meet(directory)
  }, [right, directory, meet])

  useEffect(() => {
    keyWorker.ask('stored', {}).then(setStored, () => setStored(null))
    fetchRosters().catch(() => setRosterAway(true))
  }, [keyWorker, fetchRosters])
  // What was fetched stays in use where the service does not answer.
  const again = useCallback(() => void fetchRosters().catch(() => undefined), [fetchRosters])
  useFreshness(again, ROSTER_AGE)

  const lock = useCallback(() => {
    keyWorker.lock()
    setOpen(false)
  }, [keyWorker])

  useEffect(() => {
    if (!open) return
    const watching = { minutes: setMinutes, locked: lock }
    const end = watchIdle(me.lockAfterMinutes, Date.now, watching)
    window.addEventListener('pagehide', lock)
    return () => {
      end()
      window.removeEventListener('pagehide', lock)
    }
  }, [open, lock, me.lockAfterMinutes])

  /** Loads the roster into a new worker before it is used. */
  const opened = useCallback(
    async (opening: Promise<StoredKey>) => {
      const key = await opening
      if (directory !== null) await meet(directory)
      setStored(key)
      setOpen(true)
    },
    [directory, meet],
  )

  return {
    stored,
    open,
    minutes,
    roster,
    rosterAway,
    clocks: right === null ? apart(server.now(), systemClock.now()) : null,
    sayRight: setRight,
    openWith: (passphrase) => opened(keyWorker.ask('open', { passphrase })),
    make: (passphrase) => opened(keyWorker.ask('make', { label: me.label, passphrase })),
    bring: (armored, passphrase) => opened(keyWorker.ask('bring', { armored, passphrase })),
    exportWith: (passphrase) => keyWorker.ask('export', { passphrase }),
    async forget() {
      await keyWorker.ask('forget', {})
      lock()
      setStored(null)
    },
    async trust(fingerprint) {
      await keyWorker.ask('trustRoot', { fingerprint })
      if (directory !== null) await meet(directory)
    },
    lock,
  }
}

function apart(server: Date, device: Date): KeyControls['clocks'] {
  const differ = Math.abs(server.getTime() - device.getTime()) > CLOCKS_MAY_DIFFER
  return differ ? { server, device } : null
}
