/** @jsxImportSource preact */
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Ask, Button } from '#dialogs/dialog.ts'
import type { PageContext } from '../context.ts'
import { type Answers, answersAtFirst, wrongIn } from '../model/answers.ts'
import type { View } from '../view.ts'
import { Blocks } from './blocks.tsx'
import { Actions, Choices } from './buttons.tsx'
import { ChoiceAsk } from './choice-ask.tsx'
import { Crumbs } from './crumbs.tsx'
import { WordsAsk } from './words-ask.tsx'

/**
 * A Dialog as a form. Browsers store the values of fields outside of a form for the next visit, so there is one,
 * without action and submit button; the CSP forbids submitting it.
 */
export function Screen({
  view,
  context,
  fresh,
  busy,
  message,
  status,
  onPress,
  onTyped,
}: {
  view: View
  context: PageContext
  /** Whether the title takes the focus: after a press, not on the first screen. */
  fresh: boolean
  busy: boolean
  message: string | null
  status: string | null
  onPress: (button: Button, answers: Answers) => void
  onTyped: () => void
}): JSX.Element {
  const { dialog } = view
  const { words, drafts } = context
  const title = useRef<HTMLHeadingElement>(null)
  const [answers, setAnswers] = useState(() => answersAtFirst(dialog, view.drafts, drafts))
  const [looked, setLooked] = useState(false)
  useLayoutEffect(() => {
    if (!fresh) return
    window.scrollTo(0, 0)
    title.current?.focus({ preventScroll: true })
  }, [])

  const wrong = (ask: Ask) => (looked ? wrongIn(ask, answers) : null)
  const sentence = (ask: Ask) => {
    const how = wrong(ask)
    if (how === null) return null
    return how === 'missing' ? ask.missing : words.say('refusal.ACCOUNT_TOO_LONG')
  }
  const press = (button: Button) => {
    const first = dialog.asks.find((ask) => wrongIn(ask, answers) !== null)
    if (button.look !== 'primary' || first === undefined) return onPress(button, answers)
    setLooked(true)
    document.getElementById(`ask-${first.id}`)?.focus()
  }
  const change = (id: string, value: string | readonly string[]) => {
    setAnswers((before) => ({ ...before, [id]: value }))
  }
  const type = (id: string, typed: string) => {
    change(id, typed)
    if (view.drafts !== null) drafts.put(view.drafts, id, typed)
    onTyped()
  }
  const next = dialog.buttons.find(({ look }) => look === 'primary')
  const missing = dialog.asks.some((ask) => wrong(ask) !== null)
  const buttons = dialog.buttons.filter(({ verb }) => verb !== 'languages')
  const banner = words.say('demo.banner')
  return (
    <form class="column" autocomplete="off" noValidate onSubmit={(event) => event.preventDefault()}>
      <Crumbs dialog={dialog} words={words} busy={busy} onPress={press} />
      <h1 ref={title} tabIndex={-1}>
        {dialog.title}
      </h1>
      <Blocks body={dialog.body.filter((block) => !('text' in block && block.text === banner))} />
      {view.inset?.()}
      {dialog.asks.map((ask) =>
        ask.kind === 'words' ? (
          <WordsAsk
            key={ask.id}
            ask={ask}
            typed={String(answers[ask.id] ?? '')}
            wrong={sentence(ask)}
            words={words}
            onInput={(typed) => type(ask.id, typed)}
            onEnter={() => next !== undefined && press(next)}
          />
        ) : (
          <ChoiceAsk
            key={ask.id}
            ask={ask}
            chosen={[answers[ask.id] ?? []].flat().filter((one) => one !== '')}
            wrong={sentence(ask)}
            titled={ask.label === dialog.title}
            onChange={(chosen) => change(ask.id, chosen)}
          />
        ),
      )}
      {view.below?.()}
      <Choices
        buttons={buttons.filter(({ look }) => look === 'choice' || look === 'danger')}
        busy={busy}
        onPress={press}
      />
      <p class="said" role="alert">
        {missing ? words.say('page.look') : message}
      </p>
      <p class="status" role="status">
        {status}
      </p>
      <Actions buttons={buttons} busy={busy} onPress={press} />
    </form>
  )
}
