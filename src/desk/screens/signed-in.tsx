import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Me, Queue } from '#wire/desk.ts'
import type { Api } from '../http/api.ts'
import type { KeyWorker } from '../key-worker/client.ts'
import { useAnnounced } from '../model/announced.ts'
import { type Desk, DeskContext } from '../model/desk-context.ts'
import { QUEUE } from '../model/desk-route.ts'
import { draftsIn } from '../model/drafts.ts'
import { useFreshness } from '../model/freshness.ts'
import { useLearned, useRowLabels } from '../model/learned-labels.ts'
import { useKey } from '../model/use-key.ts'
import { usePages } from '../model/use-pages.ts'
import { useDeskRoute } from '../model/use-route.ts'
import { texts } from '../texts.ts'
import type { Scheme } from '../theme/scheme.ts'
import { CasePane } from './case-pane.tsx'
import { ChooseACase } from './choose-a-case.tsx'
import { DeskFrame } from './desk-frame.tsx'
import { GiveLinkPage } from './give-link-page.tsx'
import { KeyPage } from './key-page.tsx'
import { QueuePane } from './queue-pane.tsx'

const TITLES = {
  queue: texts.titleQueue,
  case: texts.titleCase,
  key: texts.titleKey,
  link: texts.titleLink,
} as const

const NO_ROWS: Queue['rows'] = []

export function SignedIn({
  me,
  api,
  keyWorker,
  scheme,
  setScheme,
}: {
  me: Me
  api: Api
  keyWorker: KeyWorker
  scheme: Scheme
  setScheme: (scheme: Scheme) => void
}): ReactElement {
  const { route, go } = useDeskRoute()
  const key = useKey(me, api, keyWorker)
  const queue = usePages('queue', () => api.queue(), api.rowsAfter)
  const [spoken, announce] = useAnnounced(route)
  const [drafts] = useState(() => draftsIn(window))
  const main = useRef<HTMLElement>(null)
  const { again } = queue
  useFreshness(again)
  const learned = useLearned(key.open)
  useRowLabels(queue.value?.rows ?? NO_ROWS, key.open, { api, keyWorker }, learned.learn)

  useEffect(() => {
    document.title = TITLES[route.at]
    main.current?.scrollTo(0, 0)
    if (route.at !== 'queue') window.scrollTo(0, 0)
  }, [route])
  const wasOpen = useRef(false)
  useEffect(() => {
    if (wasOpen.current && !key.open) {
      announce(key.stored === null ? texts.keyState.none : texts.keyState.lockedNow)
    }
    wasOpen.current = key.open
    // Locking removes the focused field: without this the focus would return to the top of the page.
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true })
  }, [key.open, key.stored])

  const back = useCallback(() => go(QUEUE), [go])
  const today = queue.value?.today ?? me.today
  const desk = useMemo<Desk>(
    () => ({
      me,
      api,
      keyWorker,
      key,
      route,
      today,
      learned,
      drafts,
      go,
      announce,
      changed: again,
    }),
    [me, api, keyWorker, key, route, today, learned, drafts, go, again],
  )
  return (
    <DeskContext value={desk}>
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        {texts.skip}
      </button>
      <DeskFrame scheme={scheme} setScheme={setScheme} spoken={spoken} links={me.links}>
        <div className="room" data-at={route.at}>
          {(route.at === 'queue' || route.at === 'case') && <QueuePane queue={queue} />}
          <main ref={main} tabIndex={-1}>
            {route.at === 'key' && <KeyPage message={texts.notifications.ofCases} />}
            {route.at === 'link' && <GiveLinkPage me={me} />}
            {route.at === 'queue' && <ChooseACase queue={queue.value} />}
            {route.at === 'case' && <CasePane key={route.id} id={route.id} back={back} />}
          </main>
        </div>
      </DeskFrame>
    </DeskContext>
  )
}
