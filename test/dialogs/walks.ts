import * as fc from 'fast-check'
import type { Dialog } from '#dialogs/dialog.ts'
import type { Facts, Press } from '#dialogs/facts.ts'
import { type Journey, move, START, show } from '#dialogs/journey.ts'
import type { LeafId } from '#domain/concern/leaf.ts'
import { AppError } from '#errors.ts'
import { TAXONOMY } from './taxonomy.ts'

export function press(verb: Press['verb'], value: string | null = null, answers = {}): Press {
  return { verb, value, answers }
}

export function at(taps: readonly string[], facts: Facts): Journey {
  return taps.reduce<Journey>(
    (journey, tap) => move(journey, tap === 'unsure' ? press('unsure') : press('tap', tap), facts),
    START,
  )
}

export function tapsOf(leaf: LeafId): readonly string[] {
  const entry = TAXONOMY.find(([id]) => id === leaf)
  if (entry === undefined) throw new Error(`no leaf ${leaf}`)
  return entry[1]
}

/** Continue, with an answer to everything that is asked. */
export function onward(journey: Journey, facts: Facts, answers: Record<string, unknown> = {}) {
  const filled = Object.fromEntries(
    show(journey, facts).asks.map((ask) => [ask.id, answers[ask.id] ?? safeAnswer(ask)]),
  )
  return move(journey, press('continue', null, filled), facts)
}

function safeAnswer(ask: Dialog['asks'][number]): unknown {
  if (ask.kind === 'words') return ''
  if (ask.kind === 'many') return ask.required ? [ask.options[0]?.value] : []
  return ask.options[0]?.value
}

/** Any press at all, drawn from what the screen offers and from what it does not. */
export const anyPress = fc.record({
  pick: fc.nat(30),
  forward: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
  answer: fc.array(fc.nat(30), { maxLength: 10 }),
  wild: fc.oneof({ weight: 12, arbitrary: fc.constant(null) }, fc.string()),
})

/** Long enough to come to the end, and to turn back on the way. */
export const anyWalk = fc.array(anyPress, { minLength: 8, maxLength: 40, size: 'max' })
export type AnyPress = typeof anyPress extends fc.Arbitrary<infer Found> ? Found : never

/** The press as a person could make it on this dialog; now and then with something that was never offered. */
export function pressOn(dialog: Dialog, { pick, forward, answer, wild }: AnyPress): Press {
  const onwards = dialog.buttons.filter(({ look }) => look !== 'quiet')
  const buttons = forward && onwards.length > 0 ? onwards : dialog.buttons
  const offered = buttons[pick % buttons.length]
  const answers = Object.fromEntries(
    dialog.asks.map((ask) => [ask.id, wild ?? chosen(ask, answer)]),
  )
  return { verb: offered?.verb ?? 'back', value: wild ?? offered?.value ?? null, answers }
}

function chosen(ask: Dialog['asks'][number], picks: readonly number[]): unknown {
  if (ask.kind === 'words') return 'words'
  const values = ask.options.map(({ value }) => value)
  const some = picks.map((n) => values[n % values.length])
  return ask.kind === 'many' ? some : (some[0] ?? values[0])
}

/** Every journey that a series of presses leads through. Only ANSWERS_INVALID may be thrown, and moves nobody. */
export function walk(presses: readonly AnyPress[], facts: Facts): readonly Journey[] {
  const seen: Journey[] = [START]
  for (const one of presses) {
    const here = seen.at(-1) ?? START
    try {
      seen.push(move(here, pressOn(show(here, facts), one), facts))
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'ANSWERS_INVALID') throw thrown
    }
  }
  return seen
}
