import { type ReactElement, useEffect, useRef } from 'react'

/** Picture drawn on a canvas from decoded pixels; there is no URL of it. */
export function Pixels({ of, label }: { of: ImageBitmap; label: string }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => canvas.current?.getContext('2d')?.drawImage(of, 0, 0), [of])
  return (
    <canvas
      ref={canvas}
      className="pixels"
      role="img"
      aria-label={label}
      width={of.width}
      height={of.height}
    />
  )
}
