/** @jsxImportSource preact */
import type { FunctionComponent, VNode } from 'preact'
import type { Words } from '#dialogs/words.ts'
import { useFiles } from './file-field.tsx'
import type { ChosenFile, Files, FilesPart } from './files.ts'
import { percentIn, sizeIn } from './format-size.ts'

/** List of the files to send and their progress; renders nothing without files. */
const FilesToSend: FunctionComponent<FilesPart> = ({ files, words }) => {
  useFiles(files)
  const going = files.chosen().filter(({ state }) => state === 'taken')
  if (going.length === 0) return null
  return (
    <section class="files" aria-label={words.say('files.title')}>
      <h2>{words.say('files.title')}</h2>
      <ul class="files-names">
        {going.map((file) => (
          <NamedFile key={file.id} file={file} words={words} />
        ))}
      </ul>
      <FilesProgress files={files} words={words} />
    </section>
  )
}

/** Upload progress alone, for a screen that lists the files. */
const FilesProgress: FunctionComponent<FilesPart> = ({ files, words }) => {
  useFiles(files)
  const sending = files.sending()
  return (
    <>
      {sending !== null && (
        <div class="files-sending">
          <p id="files-progress">
            {words.say('files.sending', { percent: percentIn(words, sending.done) })}
          </p>
          <progress aria-labelledby="files-progress" max={1} value={sending.done} />
          <button type="button" class="files-remove" onClick={() => files.stop()}>
            {words.say('files.stop')}
          </button>
        </div>
      )}
      <p class="files-status" role="status">
        {sending?.waiting ? words.say('files.waiting') : ''}
      </p>
    </>
  )
}

const NamedFile: FunctionComponent<{ file: ChosenFile; words: Words }> = ({ file, words }) => (
  <li>
    <bdi class="files-name notranslate" translate={false}>
      {file.name}
    </bdi>{' '}
    <span class="files-size">{sizeIn(words, file.bytes)}</span>
    {file.findings.length > 0 && (
      <span class="files-fate">
        {words.say(file.original ? 'files.as_it_is' : 'files.without')}
      </span>
    )}
  </li>
)

/** The list as a vnode, for code outside of components: `inset: () => filesToSend(files, words)`. */
export function filesToSend(files: Files, words: Words): VNode {
  return <FilesToSend files={files} words={words} />
}

/** File input and progress, for a screen with both field and Send. */
export function filesProgress(files: Files, words: Words): VNode {
  return <FilesProgress files={files} words={words} />
}
