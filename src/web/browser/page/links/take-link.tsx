/** @jsxImportSource preact */
import type { FunctionComponent } from 'preact'
import { squares } from '../../../../../dialogs/qr.ts'
import type { Words } from '../../../../../dialogs/speak.ts'
import { takeLink as takeLinkDialog } from '../../../../../dialogs/take-link.ts'
import { systemChance } from '../../../../case/ids.ts'
import { linkText, newSecret } from '../../../../case/link.ts'
import type { PageMeans } from '../means.ts'
import type { View } from '../view.ts'
import './take-link.css'

/**
 * A link to take along, made here and now of 32 random bytes. Nothing is asked of anybody for it: the server meets it
 * when something is sent by it, and cannot tell it from any other.
 */
export function takeLinkView(means: PageMeans, back: (means: PageMeans) => Promise<View>): View {
  const secret = newSecret(systemChance)
  return shown(means, linkText(means.data.publicUrl, { from: 'page', secret }), back)
}

function shown(means: PageMeans, link: string, back: (means: PageMeans) => Promise<View>): View {
  return {
    dialog: takeLinkDialog(means.factsNow()),
    inset: () => <Link text={link} words={means.words} />,
    drafts: null,
    press: () => back(means),
    redraw: async (spoken) => shown(spoken, link, back),
  }
}

/** To copy as text, and as a picture for whoever asks for it. It is no link to press: it would open this same page. */
const Link: FunctionComponent<{ readonly text: string; readonly words: Words }> = ({
  text,
  words,
}) => (
  <div class="taken-link">
    <p class="taken-link-text" dir="ltr" translate={false}>
      {text}
    </p>
    <details>
      <summary>{words.say('take_link.show_picture')}</summary>
      <Picture text={text} label={words.say('take_link.picture')} />
    </details>
  </div>
)

const Picture: FunctionComponent<{ readonly text: string; readonly label: string }> = ({
  text,
  label,
}) => {
  const { size, path } = squares(text)
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect class="taken-link-light" width={size} height={size} />
      <path class="taken-link-dark" d={path} />
    </svg>
  )
}
