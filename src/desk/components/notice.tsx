import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import type { ReactElement, ReactNode } from 'react'

/** Message box at the top of a screen; an ARIA live region announces it when it appears. */
export function Notice({
  tone,
  title,
  children,
}: {
  tone: 'info' | 'warning' | 'error'
  title?: string
  children?: ReactNode
}): ReactElement {
  return (
    <MessageBar
      intent={tone}
      layout="multiline"
      politeness={tone === 'info' ? 'polite' : 'assertive'}
    >
      <MessageBarBody>
        {title && <MessageBarTitle>{title}</MessageBarTitle>}
        {children}
      </MessageBarBody>
    </MessageBar>
  )
}
