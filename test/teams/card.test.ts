import { describe, expect, test } from 'vitest'
import type { Dialog } from '#dialogs/dialog.ts'
import { card } from '#teams/card.ts'
import type { Form } from '#teams/card-action.ts'
import { buttonsOf } from '../fixtures/teams-person.ts'

const dialog: Dialog = {
  id: 'x',
  lang: 'en',
  rtl: false,
  title: 'A title',
  crumbs: null,
  body: [],
  asks: [],
  buttons: [
    { verb: 'tap', label: 'Choose', hint: null, look: 'choice', value: 'money' },
    { verb: 'continue', label: 'Go on', hint: null, look: 'primary', value: null },
    { verb: 'back', label: 'Back', hint: null, look: 'quiet', value: null },
  ],
}
const words: Dialog = {
  ...dialog,
  asks: [
    {
      kind: 'words',
      id: 'account',
      label: 'Tell us',
      hint: null,
      lines: 'many',
      limit: 8_000,
      required: true,
      missing: 'Nothing was written.',
      prefilled: null,
    },
  ],
}
const carried = { share: 'A'.repeat(22), token: 'sealed' }
const drawn = (of: Dialog, form: Form) => buttonsOf(card(of, form, carried))

describe('a button', () => {
  test('in a dialog is always a submit', () => {
    for (const of of [dialog, words]) {
      expect(new Set(drawn(of, 'dialog').map(({ type }) => type))).toEqual(
        new Set(['Action.Submit']),
      )
    }
  })

  test('in the chat is executed in place, and opens the dialog where a client is too old for that', () => {
    for (const cardButton of drawn(dialog, 'chat')) {
      expect(cardButton.type).toBe('Action.Execute')
      expect(cardButton.fallback.type).toBe('Action.Submit')
      expect(cardButton.fallback.data.msteams).toEqual({ type: 'task/fetch' })
      expect(JSON.stringify(cardButton).split(carried.token)).toHaveLength(2)
    }
  })

  test('beside free words never falls back to something that could become a message', () => {
    for (const { fallback } of drawn(words, 'chat')) expect(fallback).toBe('drop')
  })

  test('of the first card opens the dialog at that choice', () => {
    const [tap] = drawn(dialog, 'first')
    expect(tap).toMatchObject({ type: 'Action.Submit', data: { msteams: { type: 'task/fetch' } } })
  })

  test('that does not read the fields leaves them on the device', () => {
    for (const form of ['dialog', 'chat'] as const) {
      expect(drawn(words, form).map(({ associatedInputs }) => associatedInputs)).toEqual([
        'none',
        'auto',
        'none',
      ])
    }
  })
})

test('a card never updates itself, opens no link, and keeps to what phones render', () => {
  for (const form of ['first', 'dialog', 'chat'] as const) {
    const json = JSON.stringify(card(words, form, carried))
    expect(json).not.toMatch(/"refresh"|OpenUrl|"Table"|Action\.ShowCard|authentication/)
    expect(JSON.parse(json).version).toBe('1.5')
  }
})

test('line breaks stay, and a right-to-left card says so', () => {
  const arabic: Dialog = {
    ...dialog,
    lang: 'ar',
    rtl: true,
    body: [{ kind: 'text', text: 'one\n\ntwo\r\nthree', tone: 'plain' }],
  }
  const { body, rtl, lang } = card(arabic, 'dialog', carried) as {
    body: { inlines?: { text: string }[] }[]
    rtl: boolean
    lang: string
  }
  expect([rtl, lang]).toEqual([true, 'ar'])
  expect(body.flatMap(({ inlines }) => inlines ?? []).map(({ text }) => text)).toEqual([
    'one',
    'two',
    'three',
  ])
})
