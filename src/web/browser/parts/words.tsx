import type { ReactElement } from 'react'
import type { Confidential } from '../../../concern/confidential.ts'

/** Nothing on the machine may send these words away: no spelling service, no translation, no writing helper. */
export const PRIVATE = {
  spellCheck: false,
  translate: 'no',
  autoComplete: 'off',
  autoCorrect: 'off',
  autoCapitalize: 'off',
  'data-gramm': 'false',
  'data-gramm_editor': 'false',
  'data-enable-grammarly': 'false',
} as const

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
    ...PRIVATE,
  } as const
  return inline ? <bdi {...shared}>{of.reveal()}</bdi> : <div {...shared}>{of.reveal()}</div>
}
