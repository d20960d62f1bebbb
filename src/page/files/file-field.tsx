/** @jsxImportSource preact */
import type { FunctionComponent, VNode } from 'preact'
import { useEffect, useId, useState } from 'preact/hooks'
import { inARow } from '#dialogs/sentences.ts'
import type { Words } from '#dialogs/words.ts'
import type { Files, FilesPart } from './files.ts'
import './files.css'
import { ACCEPT } from '#metadata/kinds.ts'
import { sizeIn } from './format-size.ts'

/** Renders again after each change. */
export function useFiles(files: Files): void {
  const [, redraw] = useState(0)
  useEffect(() => files.watch(() => redraw((times) => times + 1)), [files])
}

/** File input with the list of chosen files, their metadata findings, and choices per file. */
export const FilesField: FunctionComponent<FilesPart> = ({ files, words }) => {
  useFiles(files)
  const [id, hint] = [useId(), useId()]
  const List = files.list()
  const limits = { most: files.most, size: sizeIn(words, files.mebibytes << 20) }
  if (files.most === 0) return null
  return (
    <section class="files" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.say('files.title')}</h2>
      <p id={hint} class="files-hint">
        {inARow([words.say('files.limits', limits), words.say('files.before')], words)}
      </p>
      <div class="files-choose">
        <input
          id={id}
          type="file"
          multiple
          accept={ACCEPT}
          aria-describedby={hint}
          onChange={({ currentTarget }) => {
            const chosen = [...(currentTarget.files ?? [])]
            // Resets the input, so that a removed file can be chosen again.
            currentTarget.value = ''
            void files.add(chosen)
          }}
        />
        <label for={id}>{words.say('files.choose')}</label>
      </div>
      <p class="files-why" role="alert">
        {files.away() ? words.say('files.away') : null}
      </p>
      {List !== null && <List files={files} words={words} />}
    </section>
  )
}

/** The field as a vnode, for code outside of components: `inset: () => filesField(files, words)`. */
export function filesField(files: Files, words: Words): VNode {
  return <FilesField files={files} words={words} />
}
