import type { ReactElement } from 'react'
import { CLOSING_REASONS } from '#domain/case/event.ts'
import type { OpenedMessage } from '#domain/case/message.ts'
import type { WireCase } from '#wire/desk.ts'
import { ReasonDialog } from '../components/reason-dialog.tsx'
import { useDesk } from '../model/desk-context.ts'
import { codeOfThrown } from '../model/fetched.ts'
import { texts } from '../texts.ts'

/** A case is closed with the reason that is true, chosen from the list that the yearly report counts by. */
export function CloseCase({
  wireCase,
  newest,
  notify,
  overtaken,
  done,
}: {
  wireCase: WireCase
  /** What the person wrote last, as it was opened here. */
  newest: OpenedMessage
  notify: string | null
  /** The person wrote once more: that is read first. */
  overtaken: () => Promise<void>
  done: (closed: WireCase | null) => void
}): ReactElement {
  const { api } = useDesk()
  const { closeTitle, closeWhy, reason, cancel, close } = texts.acts
  return (
    <ReasonDialog
      words={{
        title: closeTitle(wireCase.reference),
        what: closeWhy,
        reason,
        leave: cancel,
        act: close,
      }}
      reasons={CLOSING_REASONS}
      act={async (reason) => {
        const body = { reason, opened: newest, ...(notify !== null && { notify }) }
        try {
          done(await api.act(wireCase.id, 'close', body))
        } catch (thrown) {
          if (codeOfThrown(thrown) !== 'CASE_CHANGED') throw thrown
          await overtaken()
        }
      }}
      leave={() => done(null)}
    />
  )
}
