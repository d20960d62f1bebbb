import type { ReactElement } from 'react'
import type { Confidential } from '../../../concern/confidential.ts'
import { PRIVATE } from '../private-text.ts'

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
export function Words({
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
  return inline ? <bdi {...shared}>{of.reveal()}</bdi> : <div {...shared}>{of.reveal()}</div>
}
