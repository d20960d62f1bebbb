import type { Day } from '#domain/case/day.ts'
import { readableFrom } from '#domain/case/release-day.ts'
import type { Leaf } from '#domain/concern/leaf.ts'
import type { Office } from '#domain/concern/office.ts'
import type { Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { asksBack, type WrittenPhrase } from './recovery-phrase.ts'
import { button, dangerNumbers, fact, screen, text } from './screen.ts'
import { seenFrom } from './visibility-block.ts'

/** Screen of a receipt; the channel renders phrase and code itself. */
export function receiptScreen(written: WrittenPhrase, again: boolean, facts: Facts): Dialog {
  const { words } = facts
  const which = written.words === null ? 'code' : 'words'
  return screen(
    {
      id: 'receipt',
      title: words.say(`receipt.${which}_title`),
      body: [
        ...(again ? [text(words.say('web_words.again'), 'warning')] : []),
        text(words.say(`receipt.${which}_lead`)),
      ],
      buttons: [
        button(words, 'web_words_kept', 'web_words.written', { look: 'primary' }),
        button(words, 'leave', 'receipt.leave'),
      ],
    },
    facts,
  )
}

/** Confirmation of two words of the phrase, after the filing was stored. */
export function receiptAskedBack(written: WrittenPhrase, facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'receipt_ask',
      title: words.say('web_words.ask_title'),
      body: [text(words.say('receipt.ask_why'), 'quiet')],
      asks: asksBack(written, facts),
      buttons: [
        button(words, 'web_words_kept', 'receipt.check', { look: 'primary' }),
        button(words, 'web_words_show', 'receipt.see_again'),
        button(words, 'leave', 'receipt.leave'),
      ],
    },
    facts,
  )
}

/** Warning before leaving without confirmation. */
export function leavingUnchecked(facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'receipt_leave',
      title: words.say('receipt.leave_title'),
      body: [text(words.say('receipt.leave_why'))],
      buttons: [
        button(words, 'web_words_show', 'receipt.stay', { look: 'primary' }),
        button(words, 'leave', 'receipt.leave_now', { look: 'choice' }),
      ],
    },
    facts,
  )
}

/** Warning before leaving after a Send without a response; the receipt is shown, because the filing may be stored. */
export function leavingUnheard(facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'receipt_unheard',
      title: words.say('receipt.unheard_title'),
      body: [text(words.say('receipt.unheard_why'))],
      buttons: [
        button(words, 'back', 'receipt.unheard_back', { look: 'primary' }),
        button(words, 'leave', 'receipt.leave_now', { look: 'choice' }),
      ],
    },
    facts,
  )
}

/** Screen after a filing from the page: next steps, deadline, how to return. It repeats nothing of the account. */
export function doneOnPage(
  filed: {
    readonly office: Office
    readonly leaf: Pick<Leaf, 'category'>
    readonly dueOn: Day
    readonly readers: number
    /** Whether the receipt has a phrase beside the code. */
    readonly paper: WrittenPhrase
    /** Whether an earlier revision is the stored one. */
    readonly firstKept: boolean
  },
  facts: Facts,
): Dialog {
  const { words } = facts
  const office = words.say(`the.${filed.office}`)
  const date = words.date(filed.dueOn)
  const again = words.date(readableFrom(filed.dueOn))
  return screen(
    {
      id: 'done',
      title: words.say('done.title'),
      body: [
        ...(filed.leaf.category === 'safety' ? dangerNumbers(facts) : []),
        ...(filed.firstKept ? [text(words.say('done.first_kept_page'), 'warning')] : []),
        fact(words.say('done.now'), words.say('done.sealed', { n: filed.readers, office })),
        ...seenFrom(filed.leaf, facts),
        fact(words.say('before.when'), words.say('done.answer_by', { office, date })),
        fact(
          words.say('done.back'),
          words.say(filed.paper.words === null ? 'done.back_code_page' : 'done.back_how_page'),
        ),
        filed.leaf.category === 'safety'
          ? text(words.say('done.look_hour_page'), 'strong')
          : text(words.say('done.look_again_page', { date: again }), 'quiet'),
      ],
      buttons: [
        ...(filed.leaf.category === 'safety'
          ? [button(words, 'conversation', 'alert.look_again_page', { look: 'choice' })]
          : []),
        button(words, 'leave', 'done.forget_page', { look: 'primary' }),
      ],
    },
    facts,
  )
}
