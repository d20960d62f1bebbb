import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The pages of a document as points, by poppler; `null` on a machine that has none. */
export function rendered(pdf: Uint8Array): readonly Buffer[] | null {
  const folder = mkdtempSync(join(tmpdir(), 'aside-rendered-'))
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf)
    execFileSync('pdftoppm', ['-r', '50', join(folder, 'a.pdf'), join(folder, 'page')], {
      stdio: 'pipe',
    })
    const pages = readdirSync(folder)
      .filter((name) => name.endsWith('.ppm'))
      .toSorted()
    return pages.map((name) => readFileSync(join(folder, name)))
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw thrown
  } finally {
    rmSync(folder, { recursive: true })
  }
}
