import {
  askBack,
  choseRight,
  recoveryPhraseResult,
  shownWords,
  type WrittenPhrase,
  recoveryPhraseDialog as webWordsScreen,
  wordsAlready,
  writtenDown,
} from '#dialogs/recovery-phrase.ts'
import { base64url, fromBase64url } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import { caseAsked, caseIn, followUpAt, nonceIn, ownLine } from '#reporter/follow-up/own-case.ts'
import { giveWords } from '#reporter/recovery-phrase.ts'
import { holderOf } from './card-holder.ts'
import type { BotContext, Pressing, PressResult } from './context.ts'
import { visitOf } from './visit.ts'

const SECRET_BYTES = 16

/** Screen that explains recovery phrases. A case gets one only. */
export async function askForWords(context: BotContext, pressing: Pressing): Promise<PressResult> {
  offered(pressing)
  const { line, reportersCase } = await ownLine(
    context,
    visitOf(context, pressing),
    caseAsked(visitOf(context, pressing)),
  )
  const given = await context.services.reporters.wordsGiven(reportersCase)
  const dialog = (given ? wordsAlready : webWordsScreen)(line, pressing.facts)
  return { kind: 'show', dialog, state: followUpAt(line.key) }
}

/**
 * Shows the phrase, in the dialog only: a card in the chat stays visible. Nothing is stored until two words were
 * confirmed.
 */
export async function showWords(context: BotContext, pressing: Pressing): Promise<PressResult> {
  onlyInTheWindow(pressing)
  const { line, reportersCase } = await ownLine(
    context,
    visitOf(context, pressing),
    caseIn(visitOf(context, pressing)),
  )
  const state = followUpAt(line.key)
  if (await context.services.reporters.wordsGiven(reportersCase)) {
    return { kind: 'show', dialog: wordsAlready(line, pressing.facts), state }
  }
  const secret = new Uint8Array(context.services.chance(SECRET_BYTES))
  return shown(context, pressing, secret, false)
}

/** Confirms two words and stores the receipt of the phrase. */
export async function keepWords(context: BotContext, pressing: Pressing): Promise<PressResult> {
  onlyInTheWindow(pressing)
  const { facts, fields } = pressing
  const id = caseIn(visitOf(context, pressing))
  const secret = fromBase64url(nonceIn(visitOf(context, pressing)))
  const written = writtenFor(context, pressing, secret)
  if (!('first' in fields)) {
    return {
      kind: 'show',
      dialog: askBack(written, facts),
      state: followUpAt(id, base64url(secret)),
    }
  }
  if (!choseRight(written, fields)) return shown(context, pressing, secret, true)
  const { line } = await ownLine(context, visitOf(context, pressing), id)
  const how = await giveWords(context.services, holderOf(pressing), id, secret)
  const dialog = (how === 'given' ? recoveryPhraseResult : wordsAlready)(line, facts)
  return { kind: 'show', dialog, state: followUpAt(id) }
}

/** Screen with the phrase. The secret is kept in the card token, encrypted, while the dialog is open. */
function shown(
  context: BotContext,
  pressing: Pressing,
  secret: Uint8Array,
  again: boolean,
): PressResult {
  const written = writtenFor(context, pressing, secret)
  return {
    kind: 'show',
    dialog: shownWords(written, again, pressing.facts),
    state: followUpAt(caseIn(visitOf(context, pressing)), base64url(secret)),
  }
}

function writtenFor(
  { services }: BotContext,
  { facts }: Pressing,
  secret: Uint8Array,
): WrittenPhrase {
  return writtenDown(services.recoveryPhrase.write(secret, facts.words.lang), secret)
}

function offered({ facts }: Pressing): void {
  if (!facts.policy.page) throw new AppError('TURN_REFUSED')
}

function onlyInTheWindow(pressing: Pressing): void {
  offered(pressing)
  if (pressing.where !== 'dialog') throw new AppError('TURN_REFUSED')
}
