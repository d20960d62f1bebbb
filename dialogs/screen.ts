import type { Contact } from '#domain/concern/policy.ts'
import type { Ask, Block, Button, Dialog, Look, Tone, Verb } from './dialog.ts'
import type { Facts } from './facts.ts'
import type { Journey } from './steps.ts'
import { follow, isNode, UNSURE_TAP } from './taxonomy.ts'
import type { Words } from './words.ts'

/** Content of a screen, without the parts common to all screens. */
export interface Sketch {
  readonly id: string
  readonly title: string
  readonly crumbs?: string | null
  readonly body: readonly Block[]
  readonly asks?: readonly Ask[]
  readonly buttons: readonly Button[]
}

/** Builds a dialog. In the demo its first block says that it is one. */
export function screen(sketch: Sketch, facts: Facts): Dialog {
  const { words } = facts
  const demo = facts.demo ? [text(words.say('demo.banner'), 'warning')] : []
  return {
    id: sketch.id,
    lang: words.lang,
    rtl: words.rtl,
    title: sketch.title,
    crumbs: sketch.crumbs ?? null,
    body: [...demo, ...sketch.body],
    asks: sketch.asks ?? [],
    buttons: sketch.buttons,
  }
}

export function text(sentence: string, tone: Tone = 'plain'): Block {
  return { kind: 'text', text: sentence, tone }
}

export function fact(label: string, sentence: string): Block {
  return { kind: 'fact', label, text: sentence }
}

/** Telephone number without bidi isolates, so that a channel can link it. */
export function number(contact: Contact, words: Words): Block {
  return { kind: 'number', name: nameOf(contact, words), number: contact.number }
}

/** Number for a `tel:` link: digits and a leading plus. */
export function dialled(number: string): string {
  return number.replace(/[^+\d]/g, '')
}

export function nameOf(contact: Contact, words: Words): string {
  return contact.name[words.lang] ?? contact.name['en'] ?? ''
}

export function button(
  words: Words,
  verb: Verb,
  label: string,
  more: { readonly look?: Look; readonly value?: string | null; readonly hint?: string } = {},
): Button {
  return {
    verb,
    label: words.say(label),
    hint: more.hint === undefined ? null : words.say(more.hint),
    look: more.look ?? 'quiet',
    value: more.value ?? null,
  }
}

/** Buttons Back and Leave. */
export function backAndLeave(words: Words): readonly Button[] {
  return [button(words, 'back', 'button.back'), button(words, 'leave', 'button.leave')]
}

/** Labels of the taps so far. */
export function crumbsOf(journey: Journey, words: Words): string | null {
  if (journey.taps.length === 0) return null
  const labels = journey.taps.map((tap, depth) => {
    const at = follow(journey.taps.slice(0, depth))
    if (tap === UNSURE_TAP || at === null || !isNode(at)) return words.say('button.unsure')
    return words.say(`tree.${at}.${tap}`)
  })
  if (journey.adviceOnly) labels.push(words.say('button.advice_only'))
  return labels.join(' › ')
}

/** Telephone numbers on every screen after "somebody is in danger". */
export function numbersInSight(journey: Journey, facts: Facts): readonly Block[] {
  return journey.taps[0] === 'danger' ? dangerNumbers(facts) : []
}

export function dangerNumbers({ policy, words }: Facts): readonly Block[] {
  const { emergency, security, counsellor } = policy.contacts
  return [emergency, security, counsellor].map((contact) => number(contact, words))
}
