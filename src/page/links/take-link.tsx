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
 * View of a new link from 32 random bytes, created without a request. The server learns of it when a concern is filed
 * with it, and cannot distinguish it from others.
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

/** The link as text, and as a QR code on request; no anchor, which would open this page. */
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
