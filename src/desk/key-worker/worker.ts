import '#browser/no-eval.ts'
import { message } from '#crypto/export.ts'
import type { Day } from '#domain/case/day.ts'
import { fromBase64url } from '#domain/case/ids.ts'
import { AppError, codeOf } from '#errors.ts'
import { type ClockReading, sawSigned, signedDay, signingAt, timesOf } from './clock-check.ts'
import { discloseHalf } from './disclose-name.ts'
import { openFile } from './open-file.ts'
import { openLabels } from './open-labels.ts'
import { bringKey, exportKey, forgetKey, makeKey, opened, openKey, storedKey } from './own-key.ts'
import type { Asks, Reply, WorkerRequest, WorkerVerb } from './protocol.ts'
import { openCase } from './read-case.ts'
import { meetRoster, rosterForSealing, rostersForReading, trustRoot } from './root-pin.ts'
import { sealDraft } from './seal-draft.ts'
import { signNameRequest } from './sign-name-request.ts'

/*
 * Web Worker that holds the unlocked key of an officer. The page sends ciphertext and receives plain text; locking
 * terminates the worker.
 */

type Answers = {
  readonly [V in WorkerVerb]: (
    given: Asks[V]['given'],
    clock: ClockReading,
  ) => Promise<Asks[V]['back']>
}

const answers: Answers = {
  stored: () => storedKey(),
  make: async ({ label, passphrase }, clock) => makeKey(label, passphrase, signingAt(clock)),
  bring: ({ armored, passphrase }, clock) => bringKey(armored, passphrase, timesOf(clock)),
  open: ({ passphrase }) => openKey(passphrase),
  export: ({ passphrase }) => exportKey(passphrase),
  forget: () => forgetKey(),
  roster: ({ directory, every, today, demo }, clock) =>
    meetRoster({ directory, every }, today, demo, timesOf(clock)),
  trustRoot: ({ fingerprint }) => trustRoot(fingerprint),
  async read({ wireCase, label }, clock) {
    const times = timesOf(clock)
    const back = await openCase(wireCase, opened(), rostersForReading(), times.latest, label)
    if (back.signedUntil !== null) sawSigned(back.signedUntil as Day, times)
    return back
  },
  labels: ({ labels }) => openLabels(labels, opened()),
  async seal({ wireCase, draft, today }, clock) {
    const at = signingAt(clock)
    const on = { at, day: signedDay(today as Day, at, clock), ...timesOf(clock) }
    return sealDraft(wireCase, draft, on, opened(), {
      ...rosterForSealing(),
      history: rostersForReading(),
    })
  },
  async askName({ wireCase, reason, today }, clock) {
    const at = signingAt(clock)
    const on = { at, day: signedDay(today as Day, at, clock), ...timesOf(clock) }
    return signNameRequest(wireCase, reason, on, opened(), {
      ...rosterForSealing(),
      history: rostersForReading(),
    })
  },
  async disclose({ name }, clock) {
    const at = signingAt(clock)
    const on = { at, day: signedDay(name.today as Day, at, clock), ...timesOf(clock) }
    return discloseHalf(name, opened(), { ...rosterForSealing(), history: rostersForReading() }, on)
  },
  file: (asked) => openFile(asked, opened()),
  message: async ({ wireCase, id }) => {
    const letter = wireCase.letters.find((each) => each.id === id)
    if (letter === undefined || letter.key === null) throw new AppError('ENVELOPE_BROKEN')
    return message([fromBase64url(letter.key)], fromBase64url(letter.data))
  },
}

/** Error codes for which the screens have a sentence. */
const CODES: Readonly<Record<string, string>> = {
  passphrase: 'PASSPHRASE',
  clocks: 'CLOCKS_DIFFER',
  expired: 'KEY_EXPIRED',
  not_yet_valid: 'KEY_NOT_YET_VALID',
  request_unsigned: 'REQUEST_UNSIGNED',
}

async function answer<V extends WorkerVerb>(asked: WorkerRequest<V>): Promise<Reply> {
  const { number, verb, given, clock } = asked
  try {
    return { number, back: await answers[verb](given, clock) }
  } catch (thrown) {
    const why = thrown instanceof AppError ? thrown.ids['why'] : undefined
    return { number, code: CODES[why ?? ''] ?? codeOf(thrown) }
  }
}

self.addEventListener('message', (event: MessageEvent<WorkerRequest>) => {
  void answer(event.data).then((reply) => self.postMessage(reply))
})
