/** @jsxImportSource preact */
import type { JSX } from 'preact'
import type { Ask } from '#dialogs/dialog.ts'
import type { Words as Spoken } from '#dialogs/speak.ts'
import { lengthOf } from '../model/answers.ts'
import { WordsField } from './words.tsx'

/** Used share of the limit from which the counter is shown. */
const NEAR = 0.9

/** Text field with its hint and its error, linked by `aria-describedby`. */
export function WordsAsk({
  ask,
  typed,
  wrong,
  words,
  onInput,
  onEnter,
}: {
  ask: Extract<Ask, { kind: 'words' }>
  typed: string
  wrong: string | null
  words: Spoken
  onInput: (typed: string) => void
  onEnter: () => void
}): JSX.Element {
  const id = `ask-${ask.id}`
  const left = ask.limit - lengthOf(typed)
  const room = left < ask.limit * (1 - NEAR) ? roomSaid(left, words) : null
  const parts = [
    ask.hint !== null && `${id}-hint`,
    wrong !== null && `${id}-wrong`,
    room !== null && `${id}-room`,
  ].filter((part) => part !== false)
  return (
    <div class="ask">
      <label class="label" for={id}>
        {ask.label}
        {!ask.required && <span class="quiet"> · {words.say('page.optional')}</span>}
      </label>
      {ask.hint !== null && (
        <p class="quiet hint" id={`${id}-hint`}>
          {ask.hint}
        </p>
      )}
      {wrong !== null && (
        <p class="wrong" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
      <WordsField
        id={id}
        value={typed}
        lines={ask.lines}
        required={ask.required}
        invalid={wrong !== null}
        describedBy={parts.length === 0 ? null : parts.join(' ')}
        onInput={onInput}
        onEnter={onEnter}
      />
      {room !== null && (
        <p class={left < 0 ? 'wrong' : 'quiet'} id={`${id}-room`}>
          {room}
        </p>
      )}
    </div>
  )
}

function roomSaid(left: number, words: Spoken): string {
  return left < 0 ? words.say('page.over', { n: -left }) : words.say('page.left', { n: left })
}
