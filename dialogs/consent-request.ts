import { LONGEST_PAUSE_DAYS } from '#domain/case/case-status.ts'
import type { ConsentStanding, Content } from '#domain/case/consent.ts'
import { type Day, plusDays } from '#domain/case/day.ts'
import type { Office } from '#domain/concern/office.ts'
import type { CaseLine } from './case-line.ts'
import type { Block, Button, Dialog, ShownText } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, fact, screen, text } from './screen.ts'
import { isolate } from './speak.ts'

/** A decrypted consent request. */
export interface ShownRequest {
  /** Request id; opaque value of the buttons. */
  readonly key: string
  readonly askedOn: Day
  readonly standing: ConsentStanding
  readonly answeredOn: Day | null
  /** `null` when the hash does not match; then it cannot be agreed to. */
  readonly asks: {
    readonly office: Office
    readonly content: Content
    /** The whole text to pass on; `null` for the account where this channel does not show it. */
    readonly sanitised: ShownText | null
    readonly why: ShownText
  } | null
}

/** Screen of a consent request: office, text, reason, Yes and No with their meaning. No default. */
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

/** State of a request that is no longer open. */
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

/** Text of a request, each line in its own direction; `Confidential` is rendered like a letter. */
function reason(why: ShownText, label: string, on: string): Block {
  if (typeof why !== 'string') return written(why, label, on)
  return fact(
    label,
    why.replace(/.+/g, (line) => isolate(line, true)),
  )
}

/** The office's reason, quoted and separate from our text. */
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

/** Yes and No, with equal weight. */
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
