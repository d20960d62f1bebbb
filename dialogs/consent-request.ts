import { LONGEST_PAUSE_DAYS } from '#domain/case/case-status.ts'
import type { ConsentStanding, Content } from '#domain/case/consent.ts'
import { type Day, plusDays } from '#domain/case/day.ts'
import type { Office } from '#domain/concern/office.ts'
import type { CaseLine } from './case-line.ts'
import type { Block, Button, Dialog, ShownText } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, fact, screen, text } from './screen.ts'
import { isolate } from './speak.ts'

/** A request to pass something on, opened for its reporter. */
export interface ShownRequest {
  /** Opaque: put in the buttons' value. */
  readonly key: string
  readonly askedOn: Day
  readonly standing: ConsentStanding
  readonly answeredOn: Day | null
  /** `null` where what it asks about does not hold: then nobody can agree to it. */
  readonly asks: {
    readonly office: Office
    readonly content: Content
    /** Every word that would be passed; `null` where it is the account, which is not shown back on this channel. */
    readonly sanitised: ShownText | null
    readonly why: ShownText
  } | null
}

/** Its own quiet form: which office, which text, why, Yes, No, and what each means. Nothing is chosen beforehand. */
export function consentRequest(line: CaseLine, request: ShownRequest, facts: Facts): Dialog {
  const { words } = facts
  const answerable = request.asks !== null && line.state !== 'closed'
  return screen(
    {
      id: 'consent_request',
      title: words.say('request.title'),
      body: [
        ...whereItStands(request, facts),
        ...(request.asks === null
          ? [text(words.say('request.broken'), 'warning')]
          : whatIsAsked(request.asks, request.askedOn, line, facts)),
        ...(answerable ? whatItMeans(line, request, facts) : []),
      ],
      buttons: [
        ...(answerable ? answers(request, facts) : []),
        button(words, 'case', 'button.back', { value: line.key }),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

/** Where it stands, when it does not wait for her any more. */
function whereItStands({ standing, answeredOn }: ShownRequest, { words }: Facts): readonly Block[] {
  if (standing === 'open') return []
  const date = answeredOn === null ? '' : words.date(answeredOn)
  return [text(words.say(`request.${standing}`, { date }), 'strong')]
}

function whatIsAsked(
  asks: NonNullable<ShownRequest['asks']>,
  askedOn: Day,
  line: CaseLine,
  { words }: Facts,
): readonly Block[] {
  const office = words.say(`the.${asks.office}`)
  return [
    fact(words.say('request.who'), words.say('request.who_text', { office })),
    ...(asks.sanitised === null
      ? [
          fact(
            words.say('request.what'),
            words.say('request.account', { date: words.date(line.receivedOn) }),
          ),
        ]
      : [
          fact(words.say('request.what'), words.say('request.sanitised')),
          written(asks.sanitised, words.say(`office.${line.office}`), words.date(askedOn)),
          text(words.say('request.read_it'), 'quiet'),
        ]),
    reason(asks.why, words.say('request.why'), words.date(askedOn)),
  ]
}

/** Each line in the direction it begins with. Words that are still closed are drawn like a letter. */
function reason(why: ShownText, label: string, on: string): Block {
  if (typeof why !== 'string') return written(why, label, on)
  return fact(
    label,
    why.replace(/.+/g, (line) => isolate(line, true)),
  )
}

/** What the office wrote stands apart from what the screen says, to the letter. */
function written(text: ShownText, from: string, on: string): Block {
  return { kind: 'letter', from, ours: true, on, text, note: null, strong: false }
}

function whatItMeans(line: CaseLine, request: ShownRequest, { words }: Facts): readonly Block[] {
  if (request.standing === 'agreed') return [text(words.say('request.take_back_means'))]
  if (request.standing !== 'open') return []
  const until = plusDays(request.askedOn, LONGEST_PAUSE_DAYS)
  return [
    fact(words.say('request.if_yes'), words.say('request.yes_means')),
    fact(words.say('request.if_no'), words.say('request.no_means')),
    text(words.say('request.silence'), 'strong'),
    ...(line.state === 'waiting'
      ? [text(words.say('request.clock', { date: words.date(until) }))]
      : []),
    text(words.say('before.override'), 'quiet'),
  ]
}

/** Yes and No weigh the same. */
function answers({ standing, key }: ShownRequest, { words }: Facts): readonly Button[] {
  const choice = { look: 'choice', value: key } as const
  if (standing === 'agreed') {
    return [button(words, 'take_back_consent', 'request.take_back', choice)]
  }
  if (standing !== 'open') return []
  return [
    button(words, 'agree', 'request.yes', choice),
    button(words, 'decline', 'request.no', choice),
  ]
}
