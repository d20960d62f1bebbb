import { Button, Field, Textarea } from '@fluentui/react-components'
import { type FormEvent, type ReactElement, useRef, useState } from 'react'
import { PassphraseField } from '../components/passphrase-field.tsx'
import { PRIVATE_PROPS } from '../components/words.tsx'
import { useDesk } from '../model/desk-context.ts'
import { codeOfThrown } from '../model/fetched.ts'
import { errorWords, texts } from '../texts.ts'

type KeyRefusal = keyof typeof texts.key.refused
type State = 'idle' | 'asked' | 'busy' | 'wrong' | 'away' | { readonly refused: KeyRefusal }

/** Import of an existing key; in the demo, of the prepared one. The key is read in the browser only. */
export function BringKey(): ReactElement {
  const { key, api, me } = useDesk()
  const words = texts.key
  const [armored, setArmored] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [state, setState] = useState<State>('idle')
  const field = useRef<HTMLInputElement>(null)
  const missing = state === 'asked' && armored.trim() === ''

  async function bring(event: FormEvent) {
    event.preventDefault()
    if (armored.trim() === '') return setState('asked')
    setState('busy')
    try {
      await key.bring(armored, passphrase)
    } catch (thrown) {
      const code = codeOfThrown(thrown)
      const known = code === 'KEY_EXPIRED' || code === 'KEY_NOT_YET_VALID'
      setState(code === 'PASSPHRASE' ? 'wrong' : { refused: known ? code : 'other' })
    }
  }

  async function takeDemo() {
    try {
      setArmored(await api.demoKey())
      setState('idle')
      field.current?.focus()
    } catch {
      setState('away')
    }
  }

  return (
    <section className="card">
      <h2>{words.bring}</h2>
      {me.demo && (
        <div className="demo-key">
          <p role="status">{armored === '' ? words.demoWhat : words.demoTaken}</p>
          <Button
            appearance={armored === '' ? 'primary' : 'secondary'}
            onClick={() => void takeDemo()}
          >
            {words.demo}
          </Button>
        </div>
      )}
      <p>{words.bringWhat}</p>
      <form className="stack" onSubmit={(event) => void bring(event)}>
        <Field
          label={words.armored}
          {...((missing || typeof state === 'object') && {
            validationMessage:
              typeof state === 'object' ? words.refused[state.refused] : words.armoredMissing,
            validationState: 'error' as const,
          })}
        >
          <Textarea
            textarea={{ ...PRIVATE_PROPS, className: 'armored notranslate' }}
            rows={4}
            value={armored}
            disabled={state === 'busy'}
            onChange={(_, { value }) => setArmored(value)}
          />
        </Field>
        <PassphraseField
          label={words.passphrase}
          value={passphrase}
          problem={state === 'wrong' ? texts.locked.wrong : null}
          fresh={false}
          fieldRef={field}
          disabled={state === 'busy'}
          onChange={setPassphrase}
        />
        {state === 'away' && <p role="alert">{errorWords('read', 'AWAY')}</p>}
        <Button
          type="submit"
          appearance={armored === '' ? 'secondary' : 'primary'}
          disabledFocusable={state === 'busy'}
        >
          {state === 'busy' ? words.bringing : words.bringButton}
        </Button>
      </form>
    </section>
  )
}
