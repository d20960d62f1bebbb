import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Bytes } from '#bytes.ts'
import type { FileRefused } from '#metadata/metadata-finding.ts'
import { stripPdf } from '#metadata/strip/pdf.ts'
import { find, needing } from '../fixtures/tools.ts'
import { ORDINARY_PDF } from './pdf-ordinary.ts'
import { rendered } from './pdf-rendered.ts'
import { readable } from './readable.ts'

/** As programs of three decades restrict a document, with the parameters of `qpdf --encrypt <user> <owner>`. */
const WAYS: Readonly<Record<string, readonly string[]>> = {
  'RC4 of 40 bits': ['40', '--print=n'],
  'RC4 of 128 bits': ['128', '--modify=none'],
  'RC4 of 128 bits in a crypt filter': ['128', '--force-V4'],
  'RC4 beside metadata that anybody reads': ['128', '--force-V4', '--cleartext-metadata'],
  'AES of 128 bits': ['128', '--use-aes=y', '--extract=n'],
  'AES of 128 bits beside metadata that anybody reads': [
    '128',
    '--use-aes=y',
    '--cleartext-metadata',
  ],
  'AES of 256 bits as Acrobat 9 wrote it': ['256', '--force-R5'],
  'AES of 256 bits': ['256', '--print=none'],
  'AES of 256 bits beside metadata that anybody reads': ['256', '--cleartext-metadata'],
}
const FORMS: Readonly<Record<string, readonly string[]>> = {
  'as it is': ['--object-streams=disable'],
  'in streams of objects': ['--object-streams=generate'],
  'for the web': ['--linearize'],
}

needing('qpdf').describe('T-97 a PDF that opens without a password', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'aside-encrypted-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  function qpdf(bytes: Bytes, ...options: readonly string[]): Bytes {
    const [before, after] = [join(folder, 'a.pdf'), join(folder, 'b.pdf')]
    writeFileSync(before, bytes)
    execFileSync('qpdf', ['--allow-weak-crypto', '--warning-exit-0', ...options, before, after], {
      stdio: 'pipe',
    })
    return new Uint8Array(readFileSync(after))
  }

  function wordsOf(bytes: Bytes): string | null {
    if (find('pdftoppm') === null) return null
    writeFileSync(join(folder, 'c.pdf'), bytes)
    return execFileSync('pdftotext', [join(folder, 'c.pdf'), '-'], { encoding: 'utf8' })
  }

  const encrypted = (bytes: Bytes, user: string, way: readonly string[], form: readonly string[]) =>
    qpdf(bytes, ...form, '--encrypt', user, 'owner', ...way, '--')

  /** With a list of places, as programs write it. */
  function whole(make: () => Bytes): Bytes {
    const text = Buffer.from(make()).toString('latin1')
    const sized = text.replace(/(trailer\s*<<)(?![\s\S]*trailer)/, '$1/Size 99 ')
    return qpdf(bytesOf(sized))
  }
  const PDFS = Object.entries(ORDINARY_PDF)
  const [[, first = () => new Uint8Array()] = []] = PDFS
  test.each(Object.entries(WAYS))('%s gives the copy that it gives without', async (_, options) => {
    for (const [name, make] of PDFS) {
      const before = whole(make)
      for (const [form, more] of Object.entries(FORMS)) {
        const locked = encrypted(before, '', options, more)
        expect(Buffer.from(locked).includes('/Encrypt')).toBe(true)
        const { bytes, stays } = await stripPdf(locked)
        const plain = await stripPdf(qpdf(before, ...more))
        expect(stays, `${name} ${form}`).toEqual([])
        expect(Buffer.from(bytes).equals(plain.bytes), `${name} ${form}`).toBe(true)
      }
    }
  })

  test.each(Object.entries(WAYS))(
    '%s: the copy has no restriction, and looks and reads as before',
    async (_, options) => {
      const before = whole(first)
      const { bytes } = await stripPdf(encrypted(before, '', options, []))
      expect(rendered(bytes)).toEqual(rendered(before))
      expect(wordsOf(bytes)).toEqual(wordsOf(before))
      writeFileSync(join(folder, 'd.pdf'), bytes)
      const check = spawnSync('qpdf', ['--check', join(folder, 'd.pdf')], { encoding: 'utf8' })
      expect([check.status, check.stderr]).toEqual([0, ''])
      expect(check.stdout).toContain('File is not encrypted')
    },
  )

  test.each(Object.entries(WAYS))('%s: with a password it is not taken', async (_way, options) => {
    for (const more of Object.values(FORMS)) {
      const locked = encrypted(whole(first), 'user', options, more)
      expect(await refused(locked)).toBe('locked')
    }
  })

  test.each([
    ['AES of 256 bits as Acrobat 9 wrote it', ['--force-R5']],
    ['AES of 256 bits', []],
  ])('%s: an empty password of its owner opens it', async (_way, more) => {
    const before = whole(first)
    const empty = ['--encrypt', 'user', '', '256', '--allow-insecure', ...more, '--']
    const { bytes } = await stripPdf(qpdf(before, ...empty))
    expect(Buffer.from(bytes).equals((await stripPdf(qpdf(before))).bytes)).toBe(true)
  })

  test('its streams end where it says, whatever their encrypted bytes look like', async () => {
    const drawn = `0 0 5 5 re f % ${'-'.repeat(12_300)}`
    const body = `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/PieceInfo 5 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n4 0 obj<</Length 12345>>stream\n${drawn.padEnd(12_331, '-')}\n0 0 7 7 re f\nendstream\nendobj\n5 0 obj 12345 endobj\ntrailer<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF`
    const before = bytesOf(body)
    const locked = Buffer.from(
      encrypted(before, '', ['128'], ['--stream-data=preserve', '--static-id']),
    )
    const number = /(\d) 0 obj\s+12345\s/.exec(locked.toString('latin1'))?.[1]
    locked.write(`/Length ${number} 0 R`, locked.indexOf('/Length 12345'), 'latin1')
    const at = locked.indexOf('stream', locked.indexOf(`/Length ${number} 0 R`)) + 6000
    locked.write('\nendstream\nendobj\n', at, 'latin1')
    const { bytes } = await stripPdf(new Uint8Array(locked))
    const all = readable(bytes).join('\n')
    expect(all).toContain('0 0 5 5 re')
    expect(all).toContain('0 0 7 7 re')
  })

  const aes = () => Buffer.from(encrypted(whole(first), '', ['128', '--use-aes=y'], []))
  test.each([
    ['another handler', '/Filter /Standard', '/Filter /Secured_'],
    ['a version that is no standard', '/V 4', '/V 3'],
    ['a version to come', '/V 4', '/V 6'],
    ['a revision to come', '/R 4', '/R 7'],
    ['a filter that is not there', '/StmF /StdCF', '/StmF /Other'],
    ['a filter for strings that is not there', '/StrF /StdCF', '/StrF /Other'],
    ['a method of its own', '/CFM /AESV2', '/CFM /None '],
    ['a method of another version', '/CFM /AESV2', '/CFM /AESV3'],
    ['no filters', '/CF ', '/CG '],
    ['no proof of its password', '/U <', '/X <'],
    ['no proof of the owner', '/O <', '/X <'],
    ['no permissions', '/P -', '/X -'],
    ['words in place of a dictionary', '/Encrypt .. 0 R', '/Encrypt (abcd)'],
  ])('that says %s is not taken', async (_, was, is) => {
    const locked = aes().toString('latin1')
    const pattern = new RegExp(`${was}(?![\\s\\S]*${was})`)
    expect(await refused(bytesOf(locked))).toBe(null)
    expect(locked).toMatch(pattern)
    expect(await refused(bytesOf(locked.replace(pattern, is)))).toBe('locked')
  })

  test('that was written on as if it were not encrypted is not taken', async () => {
    const locked = aes().toString('latin1')
    const root = /\/Root (\d+ 0 R)/.exec(locked)?.[1]
    const prev = /startxref\s+(\d+)/.exec(locked)?.[1]
    const later = `xref\n0 0\ntrailer\n<</Root ${root}/Size 99/Prev ${prev}>>\nstartxref\n${locked.length}\n%%EOF\n`
    expect(await refused(bytesOf(locked + later))).toBe('locked')
  })

  test('noise in how it says that it is encrypted is a copy or a refusal', async () => {
    const wholes = Object.values(WAYS).map((way) => encrypted(whole(first), '', way, []))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...wholes),
        fc.nat(900),
        fc.uint8Array({ minLength: 1, maxLength: 4 }),
        async (whole, place, noise) => {
          const offset = Buffer.from(whole).indexOf('/Filter /Standard') - 150
          const at = Math.min(offset + place, whole.length - noise.length)
          const noisy = new Uint8Array(whole)
          noisy.set(noise, at)
          expect([null, 'broken', 'locked']).toContain(await refused(noisy))
        },
      ),
      { numRuns: 150 },
    )
  })
})

const bytesOf = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'latin1'))

async function refused(bytes: Bytes): Promise<string | null> {
  return await stripPdf(bytes).then(
    () => null,
    (thrown: FileRefused) => thrown.why,
  )
}
