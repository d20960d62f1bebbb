/** @jsxImportSource preact */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Button, Verb } from '#dialogs/dialog.ts'
import { refusalOnPage } from '#dialogs/sentences.ts'
import { codeOf } from '#errors.ts'
import { Footer } from './components/footer.tsx'
import { Header } from './components/header.tsx'
import { Screen } from './components/screen.tsx'
import type { PageContext } from './context.ts'
import type { Answers } from './model/answers.ts'
import { useLine } from './model/use-line.ts'
import type { View } from './view.ts'

/** Current view with its context, and how many screens came before it. */
export interface ScreenState {
  readonly view: View
  readonly context: PageContext
  readonly turn: number
}

/** Root component: one view at a time, kept in memory. A press while another one runs is ignored. */
export function App({
  first,
  onScreen,
  onLeave,
}: {
  first: ScreenState
  onScreen: (screen: ScreenState) => void
  onLeave: () => void
}): JSX.Element {
  const [state, setScreen] = useState(first)
  const [message, setMessage] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const working = useRef(false)
  const line = useLine(busy)
  const { view, context } = state
  const { words } = context
  useEffect(() => {
    onScreen(state)
    document.documentElement.lang = words.lang
    document.documentElement.dir = words.rtl ? 'rtl' : 'ltr'
  }, [state])

  async function work(verb: Verb, next: () => Promise<ScreenState | string>): Promise<void> {
    if (working.current) return
    working.current = true
    setBusy(true)
    setMessage(null)
    try {
      const screen = await next()
      if (typeof screen === 'string') setMessage(screen)
      else setScreen(screen)
    } catch (thrown) {
      setMessage(refusalOnPage(codeOf(thrown), words, verb))
    } finally {
      working.current = false
      setBusy(false)
    }
  }
  const press = ({ verb, value }: Button, answers: Answers) =>
    work(verb, async () => {
      const result = await view.press({ verb, value, answers })
      return 'say' in result ? result.say : { view: result, context, turn: state.turn + 1 }
    })
  const speak = (lang: string) =>
    work('language', async () => {
      const other = await context.speak(lang)
      return { view: await view.redraw(other), context: other, turn: state.turn }
    })

  const status = line === null ? null : words.say(`page.${line}`)
  return (
    <>
      <Header context={context} onLeave={onLeave} onLanguage={(lang) => void speak(lang)} />
      <main id="page">
        <Screen
          key={state.turn}
          view={view}
          context={context}
          fresh={state.turn > 0}
          busy={busy}
          message={message}
          status={status}
          onPress={(button, answers) => void press(button, answers)}
          onTyped={() => setMessage(null)}
        />
      </main>
      <Footer words={words} />
    </>
  )
}
