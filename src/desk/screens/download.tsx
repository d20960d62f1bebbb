import { Button } from '@fluentui/react-components'
import { type ReactElement, useState } from 'react'
import { save } from '#browser/save-file.ts'
import type { WireCase, WireLetter } from '#wire/desk.ts'
import { useDesk } from '../model/desk-context.ts'
import { texts } from '../texts.ts'

/** Download of a letter as ciphertext under a neutral name, for officers whose key is elsewhere. */
export function Download({
  wireCase,
  letter,
}: {
  wireCase: WireCase
  letter: WireLetter
}): ReactElement | null {
  const { keyWorker } = useDesk()
  const [saved, setSaved] = useState<string | null>(null)
  if (letter.key === null) return null
  const number = wireCase.letters.indexOf(letter) + 1
  const name = `letter-${number}.pgp`
  async function download() {
    save(name, await keyWorker.ask('message', { wireCase, id: letter.id }))
    setSaved(texts.case.downloaded(name))
  }
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        className="download"
        aria-label={texts.case.downloadLabel(number)}
        onClick={() => void download().catch(() => setSaved(texts.files.failed))}
      >
        {texts.case.download}
      </Button>
      {saved !== null && (
        <p className="saved quiet" role="status">
          {saved}
        </p>
      )}
    </>
  )
}
