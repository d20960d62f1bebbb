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
import { codeOfThrown } from '../model/fetched.ts'
import { texts } from '../texts.ts'
import { Notice } from './notice.tsx'
import { ReasonField } from './reason-field.tsx'

/** Something is done only with a reason that is true. When it fails the reason stays chosen, and why is said. */
export function ReasonDialog<Reason extends string>({
  open,
  words,
  reasons,
  act,
  leave,
}: {
  open: boolean
  words: { title: string; what: string; reason: string; leave: string; act: string }
  reasons: readonly Reason[]
  /** @throws what is shown by its code */
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
    <Dialog open={open} onOpenChange={(_, data) => !data.open && leave()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.title}</DialogTitle>
          <DialogContent className="stack">
            <p>{words.what}</p>
            <ReasonField
              label={words.reason}
              reasons={reasons}
              reason={reason}
              choose={setReason}
              missing={tried && reason === null}
            />
            {code !== null && <Notice tone="error" title={texts.errors[code] ?? texts.error} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={leave}>{words.leave}</Button>
            <Button appearance="primary" onClick={() => void press()}>
              {words.act}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
