import '../no-eval.ts'
import { fromBase64url } from '../../../case/ids.ts'
import { AsideError, codeOf } from '../../../errors.ts'
import { message } from '../../../sealing/export.ts'
import { openFile } from './open-file.ts'
import { bringKey, exportKey, forgetKey, makeKey, opened, openKey, storedKey } from './own-key.ts'
import type { Asks, Reply, Request, Verb } from './protocol.ts'
import { readCase } from './read-case.ts'
import { releaseName } from './release-name.ts'
import { meetRoster, rosterForReading, rosterForSealing, trustRoot } from './root-pin.ts'
import { sealDraft } from './seal-draft.ts'

/*
 * The only place where an officer's key is ever open. The page sends sealed letters in and gets words out; locking
 * ends this worker, and its memory with it.
 */

type Answers = { readonly [V in Verb]: (given: Asks[V]['given']) => Promise<Asks[V]['back']> }

const answers: Answers = {
  stored: () => storedKey(),
  make: ({ label, passphrase }) => makeKey(label, passphrase),
  bring: ({ armored, passphrase }) => bringKey(armored, passphrase),
  open: ({ passphrase }) => openKey(passphrase),
  export: ({ passphrase }) => exportKey(passphrase),
  forget: () => forgetKey(),
  roster: ({ directory, today, demo }) => meetRoster(directory, today, demo),
  trustRoot: ({ fingerprint }) => trustRoot(fingerprint),
  read: ({ held }) =>
    readCase(held, opened(), [...(rosterForReading()?.certificates.values() ?? [])]),
  seal: ({ held, draft, today }) => sealDraft(held, draft, today, opened(), rosterForSealing()),
  release: ({ name }) => releaseName(name, opened(), rosterForSealing()),
  file: (asked) => openFile(asked, opened()),
  message: async ({ held, id }) => {
    const letter = held.letters.find((each) => each.id === id)
    if (letter === undefined || letter.key === null) throw new AsideError('ENVELOPE_BROKEN')
    return message([fromBase64url(letter.key)], fromBase64url(letter.data))
  },
}

async function answer<V extends Verb>({ number, verb, given }: Request<V>): Promise<Reply> {
  try {
    return { number, back: await answers[verb](given) }
  } catch (thrown) {
    const why = thrown instanceof AsideError ? thrown.ids['why'] : undefined
    return { number, code: why === 'passphrase' ? 'PASSPHRASE' : codeOf(thrown) }
  }
}

self.addEventListener('message', (event: MessageEvent<Request>) => {
  void answer(event.data).then((reply) => self.postMessage(reply))
})
