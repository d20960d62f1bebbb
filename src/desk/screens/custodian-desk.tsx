import { type ReactElement, useEffect, useMemo } from 'react'
import type { CustodianMe } from '#wire/custodian.ts'
import type { Api } from '../http/api.ts'
import type { KeyWorker } from '../key-worker/client.ts'
import { useAnnounced } from '../model/announced.ts'
import { type Desk, DeskContext } from '../model/desk-context.ts'
import { draftsIn } from '../model/drafts.ts'
import { useFetched } from '../model/fetched.ts'
import { useFreshness } from '../model/freshness.ts'
import { useKey } from '../model/use-key.ts'
import { useDeskRoute } from '../model/use-route.ts'
import { texts } from '../texts.ts'
import type { Scheme } from '../theme/scheme.ts'
import { DeskFrame } from './desk-frame.tsx'
import { KeyPage } from './key-page.tsx'
import { NamesPage } from './names-page.tsx'

/** Empty drafts and categories: a custodian reads and writes no case. */
const NOTHING_LEARNED = { labels: new Map<string, never>(), learn: () => undefined }
const NOTHING_WRITTEN = draftsIn(window)

/** Desk of a custodian: name requests and a key; no queue and no case. */
export function CustodianDesk({
  me,
  api,
  keyWorker,
  ...look
}: {
  me: CustodianMe
  api: Api
  keyWorker: KeyWorker
  scheme: Scheme
  setScheme: (scheme: Scheme) => void
}): ReactElement {
  const { route, go } = useDeskRoute()
  const key = useKey(me, api, keyWorker)
  const names = useFetched('names', () => api.names())
  const [spoken, announce] = useAnnounced(route)
  const { again } = names
  useFreshness(again)
  const atKey = route.at === 'key'
  useEffect(() => {
    document.title = atKey ? texts.titleKey : texts.names.title
    window.scrollTo(0, 0)
  }, [atKey])
  const desk = useMemo<Desk>(
    () => ({
      me: { ...me, officeLabel: texts.names.place },
      ...{ api, keyWorker, key, route, go, announce },
      today: me.today,
      learned: NOTHING_LEARNED,
      drafts: NOTHING_WRITTEN,
      changed: again,
    }),
    [me, api, keyWorker, key, route, go, again],
  )
  return (
    <DeskContext value={desk}>
      <DeskFrame {...look} first={texts.names.nav} spoken={spoken}>
        <div className="room" data-at="key">
          <main tabIndex={-1}>
            {atKey ? (
              <KeyPage message={texts.notifications.ofNames} />
            ) : (
              <NamesPage names={names} />
            )}
          </main>
        </div>
      </DeskFrame>
    </DeskContext>
  )
}
