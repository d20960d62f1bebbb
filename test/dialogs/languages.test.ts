import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Dialog } from '#dialogs/dialog.ts'
import { first } from '#dialogs/first-card.ts'
import { show } from '#dialogs/journey.ts'
import { keepTicks } from '#dialogs/keep-ticks.ts'
import { languages } from '#dialogs/languages.ts'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'
import { factsFor, POLICY } from './facts.ts'
import { anyWalk, at, onward, walk } from './walks.ts'

const facts = factsFor()

describe('another language', () => {
  test('is one quiet line in all of them, and each stands there in its own script', () => {
    const [line] = first(facts).buttons.filter(({ verb }) => verb === 'languages')
    for (const word of ['Language', 'Langue', 'Idioma', 'اللغة', '语言', 'Язык']) {
      expect(line?.label).toContain(word)
    }
    const names = languages(facts).buttons.filter(({ look }) => look === 'choice')
    expect(names.map(({ value }) => value)).toEqual(LANGUAGES.map(({ id }) => id))
    expect(names.map(({ label }) => label).join(' ')).toMatch(/Français.*العربية.*中文/)
  })

  test('is not mentioned where an organisation offers one only', () => {
    const one = factsFor('en', { policy: { ...POLICY, languages: ['en'] } })
    for (const dialog of [first(one), show(at(['happened'], one), one)]) {
      expect(dialog.buttons.map(({ verb }) => verb)).not.toContain('languages')
    }
  })

  test('is offered on every step but where words are written, which it would throw away', () => {
    void fc.assert(
      fc.property(anyWalk, (presses) => {
        for (const journey of walk(presses, facts)) {
          const { buttons, asks } = show(journey, facts)
          const offered = buttons.some(({ verb }) => verb === 'languages')
          expect(offered, journey.step).toBe(!asks.some(({ kind }) => kind === 'words'))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('keeps the ticks of a screen that was not confirmed yet, and leads nobody on', () => {
    let journey = at(['happened', 'money', 'fraud'], facts)
    journey = keepTicks(journey, { about: 'hr', kept_out: '' }, facts)
    expect(journey).toMatchObject({ step: 'keep_out', about: ['hr'] })
    journey = onward(onward(journey, facts, { about: ['hr'] }), facts)
    journey = keepTicks(journey, { identity: 'named' }, facts)
    expect(journey).toMatchObject({ step: 'identity', about: ['hr'], identity: 'named' })
    journey = onward(journey, facts, { identity: 'named' })
    expect(keepTicks(journey, { pass_on: 'yes' }, facts)).toMatchObject({
      step: 'consent',
      passOn: true,
    })
    expect(keepTicks(journey, { pass_on: 'perhaps' }, facts)).toEqual(journey)
    expect(keepTicks(journey, {}, facts)).toEqual(journey)
  })

  test('shows the same step with the same answers, wherever she is', () => {
    void fc.assert(
      fc.property(anyWalk, fc.constantFrom(...LANGUAGES.map(({ id }) => id)), (presses, id) => {
        const other = factsFor(id, { words: wordsFor(id) })
        for (const journey of walk(presses, facts)) {
          const [here, there] = [show(journey, facts), show(journey, other)]
          expect([there.id, there.asks.map(chosenIn)]).toEqual([here.id, here.asks.map(chosenIn)])
          expect(keepTicks(journey, {}, other).taps).toEqual(journey.taps)
        }
      }),
      { numRuns: 30 },
    )
  })
})

function chosenIn(ask: Dialog['asks'][number]) {
  return ask.kind === 'words' ? ask.prefilled : ask.chosen
}
