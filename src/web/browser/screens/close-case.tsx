import type { ReactElement } from 'react'
import { CLOSING_REASONS } from '../../../case/event.ts'
import type { WireCase } from '../../../case/wire.ts'
import { useDesk } from '../model/desk-context.ts'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
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
  const { closeTitle, closeWhy, reason, cancel, close } = texts.acts
  return (
    <ReasonDialog
      open={open}
      words={{
        title: closeTitle(held.reference),
        what: closeWhy,
        reason,
        leave: cancel,
        act: close,
      }}
      reasons={CLOSING_REASONS}
      act={async (chosen) =>
        done(
          await api.act(held.id, 'close', { reason: chosen, ...(notify !== null && { notify }) }),
        )
      }
      leave={() => done(null)}
    />
  )
}
