import { Button } from '@fluentui/react-components'
import { type ReactElement, useState } from 'react'
import { IDENTITY_REASONS } from '#domain/case/event.ts'
import type { WireCase } from '#wire/desk.ts'
import { ReasonDialog } from '../components/reason-dialog.tsx'
import { useDesk } from '../model/desk-context.ts'
import { texts } from '../texts.ts'

/** Name request: asks a custodian for the other half of the name, with a reason that the ledger records. */
export function AskNameForm({
  wireCase,
  arrived,
}: {
  wireCase: WireCase
  arrived: (wireCase: WireCase) => void
}): ReactElement | null {
  const [open, setOpen] = useState(false)
  const { announce, changed } = useDesk()
  if (wireCase.state === 'closed' || (wireCase.name !== 'sealed' && wireCase.name !== 'refused'))
    return null
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
      {open && <Asking wireCase={wireCase} done={done} />}
    </>
  )
}

function Asking({
  wireCase,
  done,
}: {
  wireCase: WireCase
  done: (asked: WireCase | null) => void
}): ReactElement {
  const { api, keyWorker, today } = useDesk()
  const { title, what, reason, leave, ask } = texts.askName
  return (
    <ReasonDialog
      words={{ title, what, reason, leave, act: ask }}
      reasons={IDENTITY_REASONS}
      act={async (chosen) => {
        const act = await keyWorker.ask('askName', { wireCase, reason: chosen, today })
        done(await api.act(wireCase.id, 'name', { reason: chosen, act }))
      }}
      leave={() => done(null)}
    />
  )
}
