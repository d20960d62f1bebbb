import { Button } from '@fluentui/react-components'
import { type FormEvent, type ReactElement, useState } from 'react'
import { save } from '#browser/save-file.ts'
import { PassphraseField } from '../components/passphrase-field.tsx'
import { useDesk } from '../model/desk-context.ts'
import { texts } from '../texts.ts'

const NAME = 'aside-key.asc'

export function ExportKey(): ReactElement {
  const { key } = useDesk()
  const words = texts.key
  const [passphrase, setPassphrase] = useState('')
  const [state, setState] = useState<'idle' | 'busy' | 'wrong' | 'saved'>('idle')

  async function take(event: FormEvent) {
    event.preventDefault()
    setState('busy')
    try {
      save(NAME, await key.exportWith(passphrase))
      setPassphrase('')
      setState('saved')
    } catch {
      setState('wrong')
    }
  }

  return (
    <section className="card">
      <h2>{words.export}</h2>
      <p>{words.exportWhat}</p>
      <form className="stack" onSubmit={(event) => void take(event)}>
        <PassphraseField
          label={words.passphrase}
          value={passphrase}
          problem={state === 'wrong' ? texts.locked.wrong : null}
          fresh={false}
          disabled={state === 'busy'}
          onChange={setPassphrase}
        />
        <Button type="submit" disabledFocusable={state === 'busy'}>
          {words.exportButton}
        </Button>
        {state === 'saved' && <p role="status">{words.exported(NAME)}</p>}
      </form>
    </section>
  )
}
