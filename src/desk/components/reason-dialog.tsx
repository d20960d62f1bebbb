import { type ReactElement, useState } from 'react'
import { codeOfThrown } from '../model/fetched.ts'
import { AskingDialog } from './asking-dialog.tsx'
import { ReasonField } from './reason-field.tsx'

/**
 * Dialog that requires a reason for an action. If the action fails, the reason stays chosen and the refusal is shown.
 * Mounted while it is open, so its state starts empty each time.
 */
export function ReasonDialog<Reason extends string>({
  words,
  reasons,
  act,
  leave,
}: {
  words: { title: string; what: string; reason: string; leave: string; act: string }
  reasons: readonly Reason[]
  /** @throws an error whose code is shown as a sentence */
  act: (reason: Reason) => Promise<void>
  leave: () => void
}): ReactElement {
  const [reason, setReason] = useState<Reason | null>(null)
  const [tried, setTried] = useState(false)
  const [code, setCode] = useState<string | null>(null)

  async function press() {
    setTried(true)
    setCode(null)
    if (reason === null) return
    await act(reason).catch((thrown: unknown) => setCode(codeOfThrown(thrown)))
  }

  return (
    <AskingDialog open words={words} code={code} press={press} leave={leave}>
      <ReasonField
        label={words.reason}
        reasons={reasons}
        reason={reason}
        choose={setReason}
        missing={tried && reason === null}
      />
    </AskingDialog>
  )
}
