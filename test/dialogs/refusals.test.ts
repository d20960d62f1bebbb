import { describe, expect, test } from 'vitest'
import { VERBS, type Verb } from '#dialogs/dialog.ts'

import { refusal, refusalOnPage } from '#dialogs/sentences.ts'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'
import { CODES, type Code } from '#errors.ts'

const ALL = [...Object.keys(CODES), 'UNEXPECTED'] as readonly (Code | 'UNEXPECTED')[]
/** The presses that take words along. */
const SENDS: readonly Verb[] = ['send', 'send_without_link', 'send_addition', 'send_who']
/** The presses that change something, and take no words along. */
const CHANGES: readonly Verb[] = [
  'settle_now',
  'withdraw_now',
  'undo_take_back',
  'keep_out_now',
  'agree',
  'decline',
  'take_back_consent',
  'remind_now',
  'remind_stop',
  'send_statistics',
  'web_words_kept',
]
/** What the person put into a form can be wrong wherever a press looks at it. */
const FORMS: readonly Verb[] = [...SENDS, ...CHANGES, 'continue']
const OF_FORMS: readonly (Code | 'UNEXPECTED')[] = [
  'ACCOUNT_EMPTY',
  'ACCOUNT_TOO_LONG',
  'ANSWERS_INVALID',
  'NAME_EMPTY',
]
const READS = VERBS.filter((verb) => !SENDS.includes(verb) && !CHANGES.includes(verb))
/** An error after which it is not known whether anything was stored: the answer, not the question, may be lost. */
const UNKNOWN = ['DATABASE_AWAY', 'UNEXPECTED'] as const

const CLAIMS_NOTHING_SENT = /nothing (was|is) sent|not sent/i
const CLAIMS_TEXT = /(text|wrote) is still here/i
const OFFERS_SEND = /press Send/i
const ON = [
  ['on a card', refusal],
  ['on the page', refusalOnPage],
] as const

describe.each(ON)('T-155 what a refusal says %s is true of that press', (_, sentence) => {
  const sentenceFor = (code: Code | 'UNEXPECTED', verb: Verb, lang = 'en') =>
    sentence(code, wordsFor(lang), verb)

  test('a press that only shows something never says what became of a Send, whatever fails', () => {
    const wrong = READS.flatMap((verb) =>
      ALL.filter((code) => !(FORMS.includes(verb) && OF_FORMS.includes(code)))
        .map((code) => sentenceFor(code, verb))
        .filter(
          (text) =>
            CLAIMS_NOTHING_SENT.test(text) || CLAIMS_TEXT.test(text) || OFFERS_SEND.test(text),
        ),
    )
    expect([...new Set(wrong)]).toEqual([])
  })

  test('a press that takes no words along never speaks of a text, whatever fails', () => {
    const wrong = CHANGES.flatMap((verb) =>
      ALL.filter((code) => !OF_FORMS.includes(code)).map((code) => sentenceFor(code, verb)),
    ).filter((text) => CLAIMS_TEXT.test(text) || OFFERS_SEND.test(text))
    expect([...new Set(wrong)]).toEqual([])
  })

  test('where it is not known whether something was stored, nobody says that nothing was', () => {
    const wrong = [...SENDS, ...CHANGES].flatMap((verb) =>
      UNKNOWN.map((code) => sentenceFor(code, verb)).filter((text) =>
        /nothing (was|is)|did nothing/i.test(text),
      ),
    )
    expect(wrong).toEqual([])
  })

  test('a refused Send says that the text is still here, unless the card is over or the case is not found', () => {
    const silent = ALL.filter((code) =>
      SENDS.some((verb) => !/still here/i.test(sentenceFor(code, verb))),
    )
    expect(silent.toSorted()).toEqual(
      [
        'ACCOUNT_EMPTY',
        'CASE_UNKNOWN',
        'CONSENT_ANSWERED',
        'CONSENT_BROKEN',
        'CONSENT_PASSED',
        'CONSENT_REPLACED',
        'LEAF_UNKNOWN',
        'LINKS_TOO_MANY',
        'LINK_REFUSED',
        'SIGNATURE_REFUSED',
        'TOKEN_REFUSED',
        'TURN_REFUSED',
      ].toSorted(),
    )
  })

  test('each language says the same: it is another sentence exactly where it is another in English', () => {
    for (const { id } of LANGUAGES) {
      for (const code of ALL) {
        const groups = (lang: string) => {
          const texts = VERBS.map((verb) => sentenceFor(code, verb, lang))
          return texts.map((text) => texts.indexOf(text))
        }
        expect(groups(id), `${id} ${code}`).toEqual(groups('en'))
      }
    }
  })
})
