import { Button } from '@fluentui/react-components'
import { type ReactElement, useState } from 'react'
import { useDesk } from '../model/desk-context.ts'
import { texts } from '../texts.ts'

/** Deletion of the key, confirmed twice: what is sealed to this key alone would be lost. */
export function ForgetKey(): ReactElement {
  const { key } = useDesk()
  const words = texts.key
  const [sure, setSure] = useState(false)
  return (
    <section className="card">
      <h2>{words.forget}</h2>
      <p>{words.forgetWhat}</p>
      {sure ? (
        <div className="pair">
          <Button onClick={() => void key.forget()}>{words.forgetYes}</Button>
          <Button onClick={() => setSure(false)}>{words.forgetNo}</Button>
        </div>
      ) : (
        <Button onClick={() => setSure(true)}>{words.forget}</Button>
      )}
    </section>
  )
}
