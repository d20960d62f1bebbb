import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { type ReactElement, useState } from 'react'
import { texts } from '../texts.ts'
import { Notice } from './notice.tsx'

/** Says what will happen, and asks once more. When it fails, why is said here. */
export function ConfirmDialog({
  open,
  words,
  code,
  act,
  leave,
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
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && leave()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.title}</DialogTitle>
          <DialogContent className="stack">
            <p>{words.what}</p>
            {code !== null && <Notice tone="error" title={texts.errors[code] ?? texts.error} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={leave}>{words.leave}</Button>
            <Button appearance="primary" disabledFocusable={busy} onClick={() => void press()}>
              {words.act}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
