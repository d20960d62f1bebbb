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
 * Text of a reporter or officer. The only component that reveals `Confidential`: text nodes alone, so markup and links
 * stay inert; each paragraph is isolated in its own direction.
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

/** Invisible characters are labelled through a style sheet, so that copied text stays as typed. */
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
