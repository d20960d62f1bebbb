/** @jsxImportSource preact */
import type { JSX } from 'preact'

/** Logo of the product; decorative, hidden from screen readers. */
export function Logo(): JSX.Element {
  return (
    <svg class="sign" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M11 5c-5 6-5 16 0 22M21 5c5 6 5 16 0 22" />
    </svg>
  )
}
