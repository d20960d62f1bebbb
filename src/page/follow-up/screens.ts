import { closedHere } from '#dialogs/come-back.ts'
import type { Dialog, Verb } from '#dialogs/dialog.ts'
import { refusalOnPage, SENDS } from '#dialogs/sentences.ts'
import { takenBack } from '#dialogs/take-back.ts'
import { AppError, codeOf } from '#errors.ts'
import { COMMON, type CommonVerb } from '#reporter/follow-up/actions.ts'
import type { Behind } from '#reporter/follow-up/visit.ts'
import type { PageMeans } from '../context.ts'
import { filesField } from '../files/file-field.tsx'
import { filesToSend } from '../files/to-send.tsx'
import { sentenceFor } from '../filing/attempt.ts'
import { proofOffer } from '../receipt/proof.tsx'
import type { PagePress, Said, View } from '../view.ts'
import { meansFor } from './create-context.ts'
import { type CameBack, noTries, type Tries, visitOf, type Ways } from './types.ts'

interface Shown {
  readonly dialog: Dialog
  readonly place: Behind
}

/** Under which name words that are being written are kept while she goes back and forth. */
const WRITING: Readonly<Record<string, string>> = { addition: 'addition', say_who: 'say_who' }

/** One screen behind her receipt. @param again draws it in another language */
export function behind(
  means: PageMeans,
  came: CameBack,
  { dialog, place }: Shown,
  again: (spoken: PageMeans) => Promise<View>,
): View {
  const drafts = WRITING[dialog.id] ?? null
  return {
    dialog,
    drafts,
    ...besides(means, came, dialog),
    async press(press) {
      try {
        return await led(means, came, place, press)
      } catch (thrown) {
        return { say: await refusedSentence(means, came, press.verb, thrown) }
      }
    },
    redraw: again,
  }
}

function besides(means: PageMeans, came: CameBack, { id }: Dialog): Partial<View> {
  switch (id) {
    case 'addition':
      return {
        below: () => [filesField(came.files, means.words), filesToSend(came.files, means.words)],
      }
    case 'more':
      return { below: () => proofOffer(means, came.holder) }
    default:
      return {}
  }
}

async function led(
  means: PageMeans,
  came: CameBack,
  place: Behind,
  press: PagePress,
): Promise<View | Said> {
  const { verb } = press
  switch (verb) {
    case 'leave':
      return closed(means, came)
    case 'home':
      return came.ways.home(means)
    case 'case':
    case 'conversation':
      return came.ways.conversation(means, came)
    default:
  }
  if (!isCommon(verb)) throw new AppError('TURN_REFUSED')
  const world = await means.world()
  const scene = await COMMON[verb](
    meansFor(world, came.tries),
    await visitOf(means, world, came, place, press),
  )
  if (scene.kind === 'say') return { say: scene.sentence }
  sentNow(means, came, verb)
  return behind(means, came, scene, (spoken) =>
    ASKS.includes(verb) ? again(spoken, came, place, press) : here(spoken, came),
  )
}

/** What was sent is kept nowhere on this page as well; what she wrote or chose beside it stays. */
function sentNow(means: PageMeans, came: CameBack, verb: CommonVerb): void {
  if (verb === 'settle_now' || verb === 'withdraw_now') forget(means, came)
  if (!SENDS.includes(verb)) return
  if (verb === 'send_addition') came.files.forget()
  means.drafts.forget(verb === 'send_addition' ? 'addition' : 'say_who')
  Object.assign(came.tries, noTries())
}

/**
 * What she hears when a press failed. After a Send that nobody answered, no refusal says that nothing was sent: where
 * an earlier one arrived she hears that, and otherwise that it is not known.
 */
async function refusedSentence(
  means: PageMeans,
  { tries }: CameBack,
  verb: Verb,
  thrown: unknown,
): Promise<string> {
  const code = codeOf(thrown)
  if (!SENDS.includes(verb)) return refusalOnPage(code, means.words, verb)
  tries.unheard ||= code === 'DATABASE_AWAY'
  const asks = tries.unheard && code !== 'DATABASE_AWAY'
  const arrived = asks && (await anyArrived(means, tries).catch(() => false))
  if (arrived) return refusalOnPage('SENT_BEFORE', means.words, verb)
  return sentenceFor(tries, thrown, verb, means.words)
}

async function anyArrived(means: PageMeans, { nonces }: Tries): Promise<boolean> {
  const { reporters } = await means.world()
  for (const nonce of nonces) if (await reporters.added(nonce)) return true
  return false
}

/** Presses that do nothing but lead to a screen: in another language they are simply pressed once more. */
const ASKS: readonly CommonVerb[] = [
  'add',
  'more',
  'settle',
  'withdraw',
  'keep_out',
  'say_who',
  'consent',
]

async function again(
  means: PageMeans,
  came: CameBack,
  place: Behind,
  press: PagePress,
): Promise<View> {
  const found = await led(means, came, place, press)
  return 'say' in found ? here(means, came) : found
}

/** Her conversation; and when it is gone by now, that it is. */
async function here(means: PageMeans, came: CameBack): Promise<View> {
  try {
    return await came.ways.conversation(means, came)
  } catch (thrown) {
    if (codeOf(thrown) !== 'CASE_UNKNOWN') throw thrown
    const place: Behind = { at: 'returning', case: null, nonce: null }
    const dialog = takenBack(null, means.factsNow())
    return behind(means, came, { dialog, place }, (spoken) => here(spoken, came))
  }
}

/** She closed it: the secret goes with the screens that held it. */
function closed(means: PageMeans, came: CameBack): View {
  forget(means, came)
  return afterwards(means, came.ways)
}

function afterwards(means: PageMeans, ways: Ways): View {
  return {
    dialog: closedHere(means.factsNow()),
    drafts: null,
    press: ({ verb }) => (verb === 'conversation' ? ways.enter : ways.home)(means),
    redraw: async (spoken) => afterwards(spoken, ways),
  }
}

function forget(means: PageMeans, { files }: CameBack): void {
  files.forget()
  for (const name of Object.values(WRITING)) means.drafts.forget(name)
}

function isCommon(verb: string): verb is CommonVerb {
  return Object.hasOwn(COMMON, verb)
}
