/** @jsxImportSource preact */
import type { ComponentChildren, JSX } from 'preact'
import { qrModules } from '#dialogs/qr.ts'
import './qr-code.css'

/** QR code of a text, shown on request, black on white in every theme. */
export function QrCode({
  text,
  label,
  offer,
  children,
}: {
  text: string
  label: string
  /** Label of the button that shows it. */
  offer: string
  children?: ComponentChildren
}): JSX.Element {
  const { size, path } = qrModules(text)
  return (
    <details class="square">
      <summary>{offer}</summary>
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={label}
        shape-rendering="crispEdges"
      >
        <rect class="square-light" width={size} height={size} />
        <path class="square-dark" d={path} />
      </svg>
      {children}
    </details>
  )
}
