/** @jsxImportSource preact */
import type { FunctionComponent } from 'preact'
import type { Words } from '#dialogs/speak.ts'
import { takeLink as takeLinkDialog } from '#dialogs/take-link.ts'
import { systemChance } from '#domain/case/ids.ts'
import { linkText, newSecret } from '#domain/case/one-off-link.ts'
import { QrCode } from '../components/qr-code.tsx'
import type { PageContext } from '../context.ts'
import type { View } from '../view.ts'
import './take-link.css'

/**
 * A link to take along, made here and now of 32 random bytes. Nothing is asked of anybody for it: the server meets it
 * when something is sent by it, and cannot tell it from any other.
 */
export function takeLinkView(
  context: PageContext,
  back: (context: PageContext) => Promise<View>,
): View {
  const secret = newSecret(systemChance)
  return shown(context, linkText(context.data.publicUrl, { from: 'page', secret }), back)
}

function shown(
  context: PageContext,
  link: string,
  back: (context: PageContext) => Promise<View>,
): View {
  return {
    dialog: takeLinkDialog(context.factsNow()),
    inset: () => <Link text={link} words={context.words} />,
    drafts: null,
    press: () => back(context),
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
    <QrCode
      text={text}
      label={words.say('take_link.picture')}
      offer={words.say('take_link.show_picture')}
    />
  </div>
)
