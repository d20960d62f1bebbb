/** @jsxImportSource preact */
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { save } from '#browser/save-file.ts'
import { refusalOnPage } from '#dialogs/sentences.ts'
import { codeOf } from '#errors.ts'
import type { WordsHolder } from '#ports.ts'
import type { PageMeans } from '../context.ts'
import { shownBy } from '../http/receipt-lookup.ts'

/** What the file is called: nothing about what it is. */
export const PROOF_NAME = 'note.json'

/** A signed acknowledgement, only for whoever asks for it, and after what it is dangerous for. */
export function proofOffer(means: PageMeans, holder: WordsHolder): VNode {
  return <Proof means={means} holder={holder} />
}

function Proof({ means, holder }: { means: PageMeans; holder: WordsHolder }): VNode {
  const { words } = means
  const [said, setSaid] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function ask(): Promise<void> {
    if (busy) return
    setBusy(true)
    try {
      save(PROOF_NAME, await fetched(means, holder))
      setSaid(words.say('proof.saved', { address: `${means.data.publicUrl}/verify` }))
    } catch (thrown) {
      setSaid(refusalOnPage(codeOf(thrown), words, 'case'))
    } finally {
      setBusy(false)
    }
  }

  return (
    <details class="beside">
      <summary>{words.say('proof.offer')}</summary>
      <p>{words.say('proof.what')}</p>
      <p class="text warning">{words.say('proof.warning')}</p>
      <button type="button" class="choice" aria-disabled={busy} onClick={() => void ask()}>
        <span class="name">{words.say('proof.save')}</span>
      </button>
      <p role="status">{said}</p>
    </details>
  )
}

async function fetched(means: PageMeans, holder: WordsHolder): Promise<string> {
  const { receipts, door } = await means.world()
  const proof = await door.acknowledge(await shownBy(receipts, holder))
  return `${JSON.stringify(proof, null, 2)}\n`
}
