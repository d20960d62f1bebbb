import type { ReactElement } from 'react'
import { CLOSING_REASONS } from '#domain/case/event.ts'
import type { OpenedMessage } from '#domain/case/message.ts'
import type { WireCase } from '#wire/desk.ts'
import { ReasonDialog } from '../components/reason-dialog.tsx'
import { useDesk } from '../model/desk-context.ts'
import { codeOfThrown } from '../model/fetched.ts'
import { texts } from '../texts.ts'

/** Dialog that closes a case, with a reason that the annual report counts. */
export function CloseCase({
  wireCase,
  newest,
  notify,
  overtaken,
  done,
}: {
  wireCase: WireCase
  /** Newest message of the reporter, as it was decrypted. */
  newest: OpenedMessage
  notify: string | null
  /** Called when the reporter wrote again, which has to be read first. */
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
