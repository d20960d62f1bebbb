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
import { CLOSING_REASONS, type ClosingReason } from '../../../case/event.ts'
import type { WireCase } from '../../../case/wire.ts'
import { useDesk } from '../model/desk-context.ts'
import { codeOfThrown } from '../model/fetched.ts'
import { Notice } from '../parts/notice.tsx'
import { ReasonField } from '../parts/reason-field.tsx'
import { texts } from '../texts.ts'

/** A case is closed with the reason that is true, chosen from the list that the yearly report counts by. */
export function CloseCase({
  held,
  notify,
  open,
  done,
}: {
  held: WireCase
  notify: string | null
  open: boolean
  done: (closed: WireCase | null) => void
}): ReactElement {
  const { api } = useDesk()
  const words = texts.acts
  const [reason, setReason] = useState<ClosingReason | null>(null)
  const [asked, setAsked] = useState(false)
  const [code, setCode] = useState<string | null>(null)

  async function close() {
    setAsked(true)
    setCode(null)
    if (reason === null) return
    try {
      done(await api.act(held.id, 'close', { reason, ...(notify !== null && { notify }) }))
    } catch (thrown) {
      setCode(codeOfThrown(thrown))
    }
  }

  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && done(null)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.closeTitle(held.reference)}</DialogTitle>
          <DialogContent className="stack">
            <p>{words.closeWhy}</p>
            <ReasonField
              label={words.reason}
              reasons={CLOSING_REASONS}
              reason={reason}
              choose={setReason}
              missing={asked && reason === null}
            />
            {code !== null && <Notice tone="error" title={texts.errors[code] ?? texts.error} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={() => done(null)}>{words.cancel}</Button>
            <Button appearance="primary" onClick={() => void close()}>
              {words.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
