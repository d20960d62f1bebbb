import { Button } from '@fluentui/react-components'
import { type ReactElement, useState } from 'react'
import { IDENTITY_REASONS } from '#domain/case/event.ts'
import type { WireCase } from '#wire/desk.ts'
import { ReasonDialog } from '../components/reason-dialog.tsx'
import { useDesk } from '../model/desk-context.ts'
import { texts } from '../texts.ts'

/** The name takes two to open: a custodian is asked for his half, with a reason that stands in the record. */
export function AskNameForm({
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
  const { title, what, reason, leave, ask } = texts.askName
  return (
    <ReasonDialog
      words={{ title, what, reason, leave, act: ask }}
      reasons={IDENTITY_REASONS}
      act={async (chosen) => done(await api.act(held.id, 'name', { reason: chosen }))}
      leave={() => done(null)}
    />
  )
}
