import { Button } from '@fluentui/react-components'
import { type ReactElement, useEffect, useRef, useState } from 'react'
import type { NotifyMe, PairingCode } from '#wire/desk.ts'
import { Notice } from '../components/notice.tsx'
import { useDesk } from '../model/desk-context.ts'
import { codeOfThrown, useFetched } from '../model/fetched.ts'
import { dateWords } from '../model/labels.ts'
import { errorWords, texts } from '../texts.ts'

/** Polling interval, in ms, while a pairing code is shown. */
const LOOK_EVERY_MS = 3_000

/** Notification settings: the paired chat, and the code that pairs one. */
export function NotificationSettings({ of }: { of: string }): ReactElement {
  const { api, announce } = useDesk()
  const words = texts.notifications
  const subscription = useFetched('told', () => api.subscription())
  const [shown, setShown] = useState<PairingCode | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const { value, again, set } = subscription
  const waits = useRef(false)

  useEffect(() => {
    if (shown === null) return
    const looking = setInterval(again, LOOK_EVERY_MS)
    const over = setTimeout(() => setShown(null), shown.minutes * 60_000)
    return () => {
      clearInterval(looking)
      clearTimeout(over)
    }
  }, [shown, again])
  useEffect(() => {
    if (!waits.current || value === null) return
    waits.current = value.waiting
    if (value.waiting) return
    setShown(null)
    announce(words.paired)
  }, [value, announce])

  function press(act: () => Promise<void>) {
    setFailed(null)
    act().catch((thrown: unknown) => setFailed(codeOfThrown(thrown)))
  }
  const pair = async () => {
    const code = await api.pairingCode()
    set(await api.subscription())
    waits.current = true
    setShown(code)
  }

  return (
    <section className="card">
      <h2>{words.heading}</h2>
      <p>{of}</p>
      {value !== null && <State subscription={value} />}
      {shown !== null && (
        <div role="status" className="pairing">
          <p>{words.how(shown.minutes)}</p>
          <p className="pairing-code">aside {shown.code}</p>
          <p className="quiet">{words.once}</p>
        </div>
      )}
      {failed !== null && <Notice tone="error" title={errorWords('act', failed)} />}
      <div className="pair">
        <Button onClick={() => press(pair)}>{label(value, shown)}</Button>
        {value?.since != null && (
          <Button onClick={() => press(async () => set(await api.unsubscribe()))}>
            {words.stop}
          </Button>
        )}
      </div>
    </section>
  )
}

/** Label of the button. */
function label(subscription: NotifyMe | null, shown: PairingCode | null): string {
  if (shown !== null) return texts.notifications.another
  return subscription?.since == null || subscription.lostOn !== null
    ? texts.notifications.pair
    : texts.notifications.pairAgain
}

function State({ subscription }: { subscription: NotifyMe }): ReactElement {
  const words = texts.notifications
  if (subscription.lostOn !== null) {
    return <Notice tone="warning">{words.lost(dateWords(subscription.lostOn))}</Notice>
  }
  return (
    <p>{subscription.since === null ? words.none : words.since(dateWords(subscription.since))}</p>
  )
}
