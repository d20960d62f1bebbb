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
import { IDENTITY_REASONS, type IdentityReason } from '../../../case/event.ts'
import type { WireCase } from '../../../case/wire.ts'
import { useDesk } from '../model/desk-context.ts'
import { codeOfThrown } from '../model/fetched.ts'
import { Notice } from '../parts/notice.tsx'
import { ReasonField } from '../parts/reason-field.tsx'
import { texts } from '../texts.ts'

/** The name takes two to open: a custodian is asked for his half, with a reason that stands in the record. */
export function AskName({
  held,
  arrived,
}: {
  held: WireCase
  arrived: (held: WireCase) => void
}): ReactElement | null {
  const [open, setOpen] = useState(false)
  const { announce, changed } = useDesk()
  if (held.state === 'closed' || (held.name !== 'sealed' && held.name !== 'refused')) return null
  const done = (asked: WireCase | null) => {
    setOpen(false)
    if (asked === null) return
    arrived(asked)
    announce(texts.askName.asked)
    changed()
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{texts.askName.open}</Button>
      {open && <Asking held={held} done={done} />}
    </>
  )
}

function Asking({
  held,
  done,
}: {
  held: WireCase
  done: (asked: WireCase | null) => void
}): ReactElement {
  const { api } = useDesk()
  const words = texts.askName
  const [reason, setReason] = useState<IdentityReason | null>(null)
  const [tried, setTried] = useState(false)
  const [code, setCode] = useState<string | null>(null)
  async function ask() {
    setTried(true)
    setCode(null)
    if (reason === null) return
    try {
      done(await api.act(held.id, 'name', { reason }))
    } catch (thrown) {
      setCode(codeOfThrown(thrown))
    }
  }
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && done(null)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.title}</DialogTitle>
          <DialogContent className="stack">
            <p>{words.what}</p>
            <ReasonField
              label={words.reason}
              reasons={IDENTITY_REASONS}
              reason={reason}
              choose={setReason}
              missing={tried && reason === null}
            />
            {code !== null && <Notice tone="error" title={texts.errors[code] ?? texts.error} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={() => done(null)}>{words.leave}</Button>
            <Button appearance="primary" onClick={() => void ask()}>
              {words.ask}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
