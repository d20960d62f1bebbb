import { Button } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import type { WireCase, WireLetter } from '#wire/desk.ts'
import { Pixels } from '../components/pixels.tsx'
import type { ListedFile } from '../key-worker/protocol.ts'
import { fileNameOf, sizeWords, typeWords, withUniqueNames } from '../model/file-words.ts'
import { isDrawn } from '../model/raster.ts'
import { type FileStep, useFile } from '../model/use-file.ts'
import { texts } from '../texts.ts'

/** Files of a letter. Pictures are previewed as pixels; other files are saved and never opened by the desk. */
export function LetterFiles({
  wireCase,
  letter,
  files,
}: {
  wireCase: WireCase
  letter: WireLetter
  files: readonly ListedFile[]
}): ReactElement | null {
  if (files.length === 0) return null
  const words = texts.files
  return (
    <div className="files">
      <p className="quiet">{words.count(files.length)}</p>
      <ul>
        {withUniqueNames(files).map((file) => (
          <OneFile key={file.id} wireCase={wireCase} letter={letter} file={file} />
        ))}
      </ul>
      <p className="quiet">{words.careful}</p>
    </div>
  )
}

function OneFile({
  wireCase,
  letter,
  file,
}: {
  wireCase: WireCase
  letter: WireLetter
  file: ListedFile
}): ReactElement {
  const { step, show, save, hide } = useFile(wireCase, letter.id, file)
  const words = texts.files
  const name = fileNameOf(file)
  const busy = step.is === 'busy'
  return (
    <li className="file">
      <p className="file-name">
        <bdi translate="no">{name}</bdi>
      </p>
      <p className="quiet">
        {typeWords(file)} · {sizeWords(file)}
        {file.original && ` · ${words.original}`}
      </p>
      <div className="file-acts">
        {isDrawn(file.type) && (
          <Button
            size="small"
            disabledFocusable={busy}
            aria-label={step.is === 'drawn' ? words.hideLabel(name) : words.showLabel(name)}
            onClick={() => (step.is === 'drawn' ? hide() : void show())}
          >
            {step.is === 'drawn' ? words.hide : words.show}
          </Button>
        )}
        <Button
          size="small"
          disabledFocusable={busy}
          aria-label={words.saveLabel(name)}
          onClick={() => void save()}
        >
          {words.save}
        </Button>
      </div>
      <Said step={step} name={name} />
      {step.is === 'drawn' && <Pixels of={step.pixels} label={words.picture(name)} />}
    </li>
  )
}

function Said({ step, name }: { step: FileStep; name: string }): ReactElement | null {
  const words = texts.files
  switch (step.is) {
    case 'busy':
      return (
        <p className="quiet" role="status">
          {words.opening}
        </p>
      )
    case 'saved':
      return (
        <p className="quiet" role="status">
          {words.saved(step.name)}
          {step.name !== name && ` ${words.savedOther}`}
        </p>
      )
    case 'no_picture':
      return <p role="alert">{words.noPicture}</p>
    case 'refused':
      return (
        <p className="trouble" role="alert">
          {words.refused[step.code] ?? words.failed}
        </p>
      )
    default:
      return null
  }
}
