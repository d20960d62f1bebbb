import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import type { ReactElement, ReactNode } from 'react'

/** Something to know before going on. A screen reader says it when it appears. */
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
