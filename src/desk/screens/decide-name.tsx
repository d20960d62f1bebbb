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
import type { NameRow, Names } from '#wire/custodian.ts'
import { Notice } from '../components/notice.tsx'
import { useDesk } from '../model/desk-context.ts'
import { codeOfThrown, useFetched } from '../model/fetched.ts'
import { errorWords, texts } from '../texts.ts'
import { WaitingScreen } from './waiting.tsx'

export type Decision = 'disclose' | 'refuse'

/** Confirmation of a name decision. A disclosure lists everybody who will be able to read the name. */
export function DecideName({
  row,
  decision,
  done,
}: {
  row: NameRow
  decision: Decision
  done: (left: Names | null) => void
}): ReactElement {
  const { api, keyWorker } = useDesk()
  const words = texts.names
  const [busy, setBusy] = useState(false)
  const [code, setCode] = useState<string | null>(null)
  const remoteName = useFetched(row.id, () => (decision === 'disclose' ? api.name(row.id) : none()))
  const readers = remoteName.value?.readers ?? null

  async function decide() {
    setBusy(true)
    setCode(null)
    try {
      if (decision === 'refuse') done(await api.refuseName(row.id))
      else if (remoteName.value !== null) {
        const released = await keyWorker.ask('disclose', { name: remoteName.value })
        done(await api.discloseName(row.id, released))
      }
    } catch (thrown) {
      setCode(codeOfThrown(thrown))
      setBusy(false)
    }
  }

  return (
    <Dialog open onOpenChange={(_, data) => !data.open && done(null)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>
            {decision === 'disclose'
              ? words.discloseTitle(row.reference)
              : words.refuseTitle(row.reference)}
          </DialogTitle>
          <DialogContent className="stack">
            {decision === 'refuse' && <p>{words.refuseWhat}</p>}
            {decision === 'disclose' && readers === null && remoteName.code === null && (
              <WaitingScreen label={texts.loading} slow={remoteName.slow} />
            )}
            {decision === 'disclose' && readers !== null && (
              <>
                <p>{words.readers}</p>
                <ul>
                  {readers.map(({ id, label }) => (
                    <li key={id}>{label}</li>
                  ))}
                </ul>
                <p>{words.discloseWhat}</p>
              </>
            )}
            {remoteName.code !== null && (
              <Notice
                tone="error"
                title={words.errors[remoteName.code] ?? errorWords('read', remoteName.code)}
              />
            )}
            {code !== null && (
              <Notice tone="error" title={words.errors[code] ?? errorWords('act', code)} />
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={() => done(null)}>{words.leave}</Button>
            <Button
              disabledFocusable={busy || (decision === 'disclose' && readers === null)}
              onClick={() => !busy && void decide()}
            >
              {decision === 'disclose' ? words.disclose : words.refuse}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

async function none(): Promise<null> {
  return null
}
