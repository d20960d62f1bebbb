/** @jsxImportSource preact */
import type { FunctionComponent } from 'preact'
import type { WrittenPhrase } from '#dialogs/recovery-phrase.ts'
import type { Words } from '#dialogs/speak.ts'
import { QrCode } from '../components/qr-code.tsx'
import './receipt.css'

/** Recovery phrase and code, of equal size because either is enough; the code as a QR code on request. */
export const WrittenDown: FunctionComponent<{
  readonly written: WrittenPhrase
  readonly words: Words
}> = ({ written, words }) => (
  <div class="receipt">
    {written.words !== null && (
      <>
        <ol class="receipt-words" dir="ltr" translate={false}>
          {written.words.map((word) => (
            <li key={word}>
              <b>{word}</b>
            </li>
          ))}
        </ol>
        <p class="quiet">{words.say('receipt.same_code')}</p>
      </>
    )}
    <p class="receipt-code" dir="ltr" translate={false}>
      {written.code.map((group) => (
        <b key={group}>{group} </b>
      ))}
    </p>
    <p>{words.say('web_words.work')}</p>
    <p class="quiet">{words.say('web_words.hands')}</p>
    {/* The code alone, without a URL, so that a scanner opens nothing. */}
    <QrCode
      text={written.code.join('-')}
      label={words.say('receipt.code_title')}
      offer={words.say('receipt.picture')}
    >
      <p class="quiet">{words.say('receipt.picture_care')}</p>
    </QrCode>
  </div>
)
