import { Button } from '@fluentui/react-components'
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react'

/** Screen with one sentence: an empty list, an error, or signed out. */
export function Calm({
  heading,
  level = 2,
  children,
  action,
}: {
  heading: string
  level?: 1 | 2
  children?: ReactNode
  action?: { readonly label: string; readonly press: () => void; readonly quiet?: boolean }
}): ReactElement {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div className="calm">
      <Heading>{heading}</Heading>
      {children}
      {action && (
        <Button
          appearance={action.quiet ? 'secondary' : 'primary'}
          size="large"
          onClick={action.press}
        >
          {action.label}
        </Button>
      )}
    </div>
  )
}

/** Heading that takes the focus when its screen appears, so that a screen reader starts there. */
export function ArrivalHeading({
  children,
  of,
}: {
  children: ReactNode
  of: string
}): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [of])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}
