import { useEffect, useState } from 'react'
import { save } from '#browser/save-file.ts'
import type { WireCase } from '#wire/desk.ts'
import type { ListedFile } from '../key-worker/protocol.ts'
import { useDesk } from './desk-context.ts'
import { codeOfThrown } from './fetched.ts'
import { savedName } from './file-words.ts'
import { pixelsOf } from './raster.ts'

export type FileStep =
  | { readonly is: 'closed' | 'busy' | 'no_picture' }
  | { readonly is: 'saved'; readonly name: string }
  | { readonly is: 'drawn'; readonly pixels: ImageBitmap }
  | { readonly is: 'refused'; readonly code: string }

/** File of a letter: fetched, decrypted in the worker, then previewed as pixels or saved. */
export function useFile(wireCase: WireCase, letter: string, file: ListedFile) {
  const { api, keyWorker } = useDesk()
  const [step, setStep] = useState<FileStep>({ is: 'closed' })
  useEffect(() => () => (step.is === 'drawn' ? step.pixels.close() : undefined), [step])

  async function opened(): Promise<Uint8Array<ArrayBuffer>> {
    const sealed = await api.attachment(wireCase.id, file.id)
    return keyWorker.ask('file', { wireCase, letter, file: file.id, sealed })
  }

  async function run(after: (bytes: Uint8Array<ArrayBuffer>) => Promise<FileStep>): Promise<void> {
    setStep({ is: 'busy' })
    try {
      setStep(await after(await opened()))
    } catch (thrown) {
      setStep({ is: 'refused', code: codeOfThrown(thrown) })
    }
  }

  return {
    step,
    show: () =>
      run(async (bytes) => {
        const pixels = await pixelsOf(bytes, file.type)
        return pixels === null ? { is: 'no_picture' } : { is: 'drawn', pixels }
      }),
    save: () =>
      run(async (bytes) => {
        const name = savedName(file, bytes)
        save(name, bytes)
        return { is: 'saved', name }
      }),
    hide: () => setStep({ is: 'closed' }),
  }
}
