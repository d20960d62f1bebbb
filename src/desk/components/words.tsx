import { Fragment, type ReactElement, type ReactNode } from 'react'
import { PRIVATE } from '#browser/private-text.ts'
import type { Confidential } from '#domain/concern/confidential.ts'
import { nameOfSign, type ShownPiece, shownPieces } from '#metadata/unseen.ts'
import { texts } from '../texts.ts'

/** As React names them. */
export const PRIVATE_PROPS = (({
  spellcheck,
  autocomplete,
  autocorrect,
  autocapitalize,
  ...others
}) => ({
  spellCheck: spellcheck,
  autoComplete: autocomplete,
  autoCorrect: autocorrect,
  autoCapitalize: autocapitalize,
  ...others,
}))(PRIVATE)

/**
 * The one place of the browser that shows what a person wrote: as text content, exactly as typed, each paragraph in
 * its own direction and shut off from the page around it. Links and markup in it are letters like any other.
 */
export function PrivateWords({
  of,
  lang,
  inline = false,
}: {
  of: Confidential
  lang?: string | null
  inline?: boolean
}): ReactElement {
  const shared = {
    className: inline ? 'words words-inline notranslate' : 'words notranslate',
    dir: 'auto',
    ...(lang && { lang }),
    ...PRIVATE_PROPS,
  } as const
  const pieces = shownPieces(of.reveal())
  const text = pieces.map(asShown)
  if (inline) return <bdi {...shared}>{text}</bdi>
  return (
    <>
      <div {...shared}>{text}</div>
      {pieces.some(({ sign }) => sign !== null) && <p className="quiet">{texts.case.signs}</p>}
    </>
  )
}

/** Beside a sign that nobody sees stands its name, drawn by the style sheet: what is copied stays as it was typed. */
function asShown({ text, sign }: ShownPiece, at: number): ReactNode {
  if (sign === null) return text
  const mark = (
    <span key={at} className="sign" data-sign={nameOfSign(text)}>
      {sign === 'needless' && text}
    </span>
  )
  return sign === 'needless' ? (
    mark
  ) : (
    <Fragment key={at}>
      {mark}
      {text}
    </Fragment>
  )
}
