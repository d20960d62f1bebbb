import { type ReactElement, useEffect, useRef } from 'react'

/** A picture as pixels and nothing else: there is no address of it, and nothing to save it from but the screen. */
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
