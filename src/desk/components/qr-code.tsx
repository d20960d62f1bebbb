import type { ReactElement } from 'react'
import { qrModules } from '#dialogs/qr.ts'

/** QR code of a text as SVG, dark on white in every theme. */
export function QrCode({ text, label }: { text: string; label: string }): ReactElement {
  const { size, path } = qrModules(text)
  return (
    <svg
      className="square"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect className="square-light" width={size} height={size} />
      <path className="square-dark" d={path} />
    </svg>
  )
}
