import { type ReactElement, useState } from 'react'
import { AskingDialog } from './asking-dialog.tsx'

/** Confirmation dialog with a question and one button to confirm. */
export function ConfirmDialog({
  act,
  ...asking
}: {
  open: boolean
  words: { title: string; what: string; leave: string; act: string }
  code: string | null
  act: () => Promise<void>
  leave: () => void
}): ReactElement {
  const [busy, setBusy] = useState(false)
  async function press() {
    setBusy(true)
    await act()
    setBusy(false)
  }
  return <AskingDialog {...asking} busy={busy} press={press} />
}
