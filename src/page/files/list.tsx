/** @jsxImportSource preact */
import type { FunctionComponent } from 'preact'
import { useId } from 'preact/hooks'
import { locationInWords } from '#dialogs/file-location.ts'
import type { Words } from '#dialogs/words.ts'
import type { ChosenFile, FilesPart } from './files.ts'
import { sizeIn } from './format-size.ts'

/** List of the chosen files; loaded with the first file. */
export const FileList: FunctionComponent<FilesPart> = ({ files, words }) => {
  const all = files.chosen()
  const taken = all.filter(({ state }) => state === 'taken')
  const looking = all.some(({ state }) => state === 'looking')
  const count = taken.length === 0 ? '' : words.say('files.count', { n: taken.length })
  return (
    <>
      <ul class="files-list">
        {all.map((file) => (
          <FileItem key={file.id} file={file} files={files} words={words} />
        ))}
      </ul>
      <p class="files-status" role="status">
        {looking ? words.say('files.looking') : count}
      </p>
      {taken.length > 0 && <p class="files-hint">{words.say('files.visible')}</p>}
    </>
  )
}

const FileItem: FunctionComponent<FilesPart & { file: ChosenFile }> = ({ file, files, words }) => (
  <li class={`files-item files-${file.state}`}>
    <div class="files-head">
      <span>
        <bdi class="files-name notranslate" translate={false}>
          {file.name}
        </bdi>{' '}
        <span class="files-size">{sizeIn(words, file.bytes)}</span>
      </span>
      <button
        type="button"
        class="files-remove"
        aria-label={words.say('files.remove_named', { name: file.name })}
        onClick={({ currentTarget }) => {
          // The button disappears with its file: the focus moves to the file input.
          const chooser = currentTarget.closest('.files')?.querySelector('input')
          files.remove(file.id)
          chooser?.focus()
        }}
      >
        {words.say('files.remove')}
      </button>
    </div>
    {file.state === 'refused' && <Refusal file={file} files={files} words={words} />}
    {file.state === 'taken' && <FileFindings file={file} files={files} words={words} />}
  </li>
)

const Refusal: FunctionComponent<FilesPart & { file: ChosenFile }> = ({ file, files, words }) => {
  const size = sizeIn(words, files.mebibytes << 20)
  return (
    <p class="files-why" role="alert">
      <strong>{words.say('files.refused')}</strong>{' '}
      {words.say(`files.why.${file.why ?? 'broken'}`, { size })}
    </p>
  )
}

const FileFindings: FunctionComponent<FilesPart & { file: ChosenFile }> = ({
  file,
  files,
  words,
}) => (
  <>
    {file.findings.length === 0 && file.stays.length === 0 && (
      <p class="files-hint">{words.say('files.none')}</p>
    )}
    {file.findings.length > 0 && (
      <>
        <p class="files-found">{words.say('files.found')}</p>
        <ul class="files-traces">
          {file.findings.map((trace) => (
            <li key={trace}>{words.say(`files.trace.${trace}`)}</li>
          ))}
        </ul>
        <HowToSend file={file} files={files} words={words} />
      </>
    )}
    {file.stays.length > 0 && (
      <>
        <p class="files-stays">{words.say('files.stays')}</p>
        <ul class="files-traces">
          {[...staying(file, words)].map(([kind, places]) => (
            <li key={kind}>
              {words.say(`files.trace.${kind}`)}
              <span class="files-places">{words.list(places)}</span>
            </li>
          ))}
        </ul>
      </>
    )}
  </>
)

/** Metadata that stays, with its locations. */
function staying({ stays }: ChosenFile, words: Words): ReadonlyMap<string, readonly string[]> {
  const kinds = new Map<string, string[]>()
  for (const { kind, place } of stays) {
    const places = kinds.get(kind) ?? []
    kinds.set(kind, [...places, locationInWords(words, place)])
  }
  return kinds
}

/** Radio group: cleaned, the default, or original. */
const HowToSend: FunctionComponent<FilesPart & { file: ChosenFile }> = ({ file, files, words }) => (
  <fieldset class="files-how">
    <legend>{words.say('files.how')}</legend>
    <Choice file={file} files={files} words={words} original={false} />
    <Choice file={file} files={files} words={words} original={true} />
  </fieldset>
)

const Choice: FunctionComponent<FilesPart & { file: ChosenFile; original: boolean }> = ({
  file,
  files,
  words,
  original,
}) => {
  const id = useId()
  const key = original ? 'files.original' : 'files.without'
  return (
    <div class="files-choice">
      <input
        id={id}
        type="radio"
        name={`how-${file.id}`}
        checked={file.original === original}
        aria-describedby={`${id}-note`}
        onChange={() => files.keepOriginal(file.id, original)}
      />
      <label for={id}>{words.say(key)}</label>
      <p id={`${id}-note`} class="files-hint">
        {words.say(`${key}_note`)}
      </p>
    </div>
  )
}
