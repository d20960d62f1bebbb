import { FluentProvider } from '@fluentui/react-components'
import { type ReactElement, useEffect, useState } from 'react'
import { Calm } from '../components/calm.tsx'
import type { Api } from '../http/api.ts'
import type { KeyWorker } from '../key-worker/client.ts'
import { useFetched } from '../model/fetched.ts'
import { texts } from '../texts.ts'
import { type Scheme, useTheme } from '../theme/scheme.ts'
import { CustodianDesk } from './custodian-desk.tsx'
import { SignedIn } from './signed-in.tsx'
import { SignedOut } from './signed-out.tsx'
import { WaitingScreen } from './waiting.tsx'

/** Whether this is the demo, from an attribute of the document; known before sign-in. */
const IN_DEMO = document.body.dataset['demo'] !== undefined

/** Root component: session and colour scheme. */
export function DeskPage({ api, keyWorker }: { api: Api; keyWorker: KeyWorker }): ReactElement {
  const [scheme, setScheme] = useState<Scheme>('machine')
  const { theme, shown } = useTheme(scheme)
  useEffect(() => {
    document.documentElement.dataset['scheme'] = shown
  }, [shown])
  return (
    <FluentProvider theme={theme} className="aside">
      <div className="desk">
        {IN_DEMO && (
          <section className="demo" aria-label={texts.demoLabel}>
            {texts.demo}
          </section>
        )}
        <Inside api={api} keyWorker={keyWorker} scheme={scheme} setScheme={setScheme} />
      </div>
    </FluentProvider>
  )
}

function Inside(given: {
  api: Api
  keyWorker: KeyWorker
  scheme: Scheme
  setScheme: (scheme: Scheme) => void
}): ReactElement {
  const me = useFetched('me', async () => ({ who: await given.api.me() }))
  const who = me.value?.who
  if (who?.role === 'custodian') return <CustodianDesk {...given} me={who} />
  if (who) return <SignedIn {...given} me={who} />
  if (me.value !== null) return <SignedOut />
  if (me.code !== null && !me.busy) {
    return (
      <main className="alone">
        <Calm level={1} heading={texts.away} action={{ label: texts.retry, press: me.again }} />
      </main>
    )
  }
  return (
    <main className="alone">
      <WaitingScreen label={texts.loading} slow={me.slow} />
    </main>
  )
}
