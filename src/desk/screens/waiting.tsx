import { Spinner } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import { texts } from '../texts.ts'

export function WaitingScreen({ label, slow }: { label: string; slow: boolean }): ReactElement {
  return (
    <div className="waiting">
      <Spinner label={label} labelPosition="below" size="small" />
      {slow && <p role="status">{texts.slow}</p>}
    </div>
  )
}
