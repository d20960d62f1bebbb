/** @jsxImportSource preact */
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { save } from '#browser/save-file.ts'
import { refusalOnPage } from '#dialogs/sentences.ts'
import { codeOf } from '#errors.ts'
import type { WordsHolder } from '#ports.ts'
import type { PageContext } from '../context.ts'
import { receiptLookup } from '../http/receipt-lookup.ts'

/** File name of the acknowledgement; neutral. */
export const PROOF_NAME = 'note.json'

/** Download of the signed acknowledgement, on request, after a warning about its risk. */
export function proofOffer(context: PageContext, holder: WordsHolder): VNode {
  return <Proof context={context} holder={holder} />
}

function Proof({ context, holder }: { context: PageContext; holder: WordsHolder }): VNode {
  const { words } = context
  const [message, setMessage] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function ask(): Promise<void> {
    if (busy) return
    setBusy(true)
    try {
      save(PROOF_NAME, await fetched(context, holder))
      setMessage(words.say('proof.saved', { address: `${context.data.publicUrl}/verify` }))
    } catch (thrown) {
      setMessage(refusalOnPage(codeOf(thrown), words, 'case'))
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
      <p role="status">{message}</p>
    </details>
  )
}

async function fetched(context: PageContext, holder: WordsHolder): Promise<string> {
  const { receipts, api } = await context.services()
  const proof = await api.acknowledge(await receiptLookup(receipts, holder))
  return `${JSON.stringify(proof, null, 2)}\n`
}
