import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import type { ReactElement, ReactNode } from 'react'
import { errorWords } from '../texts.ts'
import { Notice } from './notice.tsx'

/** Confirmation dialog with Cancel. It stays open while its action runs, and shows the refusal if that fails. */
export function AskingDialog({
  open,
  words,
  code,
  busy = false,
  press,
  leave,
  children,
}: {
  open: boolean
  words: { title: string; what: string; leave: string; act: string }
  code: string | null
  busy?: boolean
  press: () => Promise<void>
  leave: () => void
  children?: ReactNode
}): ReactElement {
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && leave()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.title}</DialogTitle>
          <DialogContent className="stack">
            <p>{words.what}</p>
            {children}
            {code !== null && <Notice tone="error" title={errorWords('act', code)} />}
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
