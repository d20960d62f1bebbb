import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { look } from '#metadata/look.ts'
import { find, needing } from '../fixtures/tools.ts'
import { casesIn } from './cases.ts'
import { OFFICE_365 } from './office-365-documents.ts'
import { ORDINARY } from './office-documents.ts'
import { SEEDED } from './seeded-documents.ts'

const { describe } = needing('pdftoppm')
const { test } = needing('soffice')
const { test: withTex } = needing('pdflatex')
const { test: withChromium } = needing('chromium')
const LIMIT = 1 << 24

const REPORT = `<html><head><title>Report</title><meta name="author" content="Anna Seed"></head>
<body><h1>Report of March</h1><p>The <b>director</b> signed <i>before</i> the tender, see
<a href="https://example.org/rules">the rules</a>.</p>
<table border="1"><tr><th>Name<th>Sum</tr><tr><td>Müller<td>12</tr></table><ul><li>one<li>two</ul>
<p dir="rtl">قالت المديرة: نعم</p><p>Она подписала. 她签了字。</p></body></html>`
const TABLE = 'Name,Sum,Date\nAnna,12.5,2026-01-02\nJosé,=B2*2,2026-02-03\n'
const TEX = String.raw`\documentclass{article}\title{Report}\author{Anna Seed}
\begin{document}\maketitle\section{Findings}The director signed \emph{before} the tender: $a^2+b^2=c^2$.
\begin{tabular}{|l|r|}\hline Name & Sum \\ \hline M\"uller & 12 \\ \hline\end{tabular}\end{document}`

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aside-ordinary-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** LibreOffice as somebody has it, with a profile of its own. */
function office(to: string, where: string, ...files: readonly string[]): void {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  const out = ['--outdir', where]
  execFileSync(
    find('soffice') ?? '',
    [profile, '--headless', '--convert-to', to, ...out, ...files],
    { cwd: folder, stdio: 'ignore' },
  )
}

interface Rendering {
  readonly words: string
  /** Every point of each page, three bytes each. */
  readonly pages: readonly Buffer[]
}

function seen(pdf: string): Rendering {
  const words = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
  const info = execFileSync('pdfinfo', [pdf], { encoding: 'utf8' })
  const last = Number(/Pages:\s+(\d+)/.exec(info)?.[1])
  const pages = Array.from({ length: last }, (_, at) => {
    const page = ['-f', `${at + 1}`, '-l', `${at + 1}`]
    return execFileSync('pdftoppm', ['-r', '50', ...page, pdf], { maxBuffer: 1 << 26 })
  })
  return { words, pages }
}

/** The corner of a border may fall on the next point; nobody sees one in two thousand. */
const FEW = 1 / 2_000

function expectTheSame(name: string, before: Rendering, after: Rendering): void {
  expect(before.words.trim().length).toBeGreaterThan(4)
  expect([name, after.words]).toEqual([name, before.words])
  expect([name, after.pages.length]).toEqual([name, before.pages.length])
  for (const [at, page] of before.pages.entries()) {
    const other = after.pages[at]
    const differ = page.reduce((sum, byte, place) => sum + Number(byte !== other?.[place]), 0)
    expect([name, at, differ / page.length < FEW]).toEqual([name, at, true])
  }
}

/** The copy that the page would send, beside the file. */
async function cleaned(file: string): Promise<string> {
  const looked = await look(new File([readFileSync(file)], basename(file)), LIMIT)
  expect([basename(file), looked.stays]).toEqual([basename(file), []])
  const copies = join(folder, 'copies')
  mkdirSync(copies, { recursive: true })
  const copy = join(copies, basename(file))
  writeFileSync(copy, looked.bytes)
  return copy
}

/** Each file as a PDF, all by one run of LibreOffice. */
function printed(where: string, files: readonly (readonly [name: string, Uint8Array])[]) {
  const to = join(folder, where)
  mkdirSync(to)
  const sources = files.map(([name, bytes], at) => {
    const source = join(to, `${at}-${name.replace('.', '-')}.${name.split('.')[1]}`)
    writeFileSync(source, bytes)
    return source
  })
  office('pdf', to, ...sources)
  return sources.map((source) => source.replace(/\.\w+$/, '.pdf'))
}

async function allStayTheSame(
  files: readonly (readonly [name: string, Uint8Array<ArrayBuffer>])[],
) {
  const copies = await Promise.all(
    files.map(async ([name, bytes]) => {
      const looked = await look(new File([bytes], name), LIMIT)
      expect([name, looked.stays]).toEqual([name, []])
      return [name, looked.bytes] as const
    }),
  )
  const pdfs = printed(`printed-${files[0]?.[0]}`, [...files, ...copies])
  for (const [at, [name]] of files.entries()) {
    expectTheSame(name, seen(pdfs[at] ?? ''), seen(pdfs[at + files.length] ?? ''))
  }
}

async function staysTheSame(pdf: string): Promise<void> {
  expectTheSame(basename(pdf), seen(pdf), seen(await cleaned(pdf)))
}

describe('T-147 what ordinary programs write is taken, nothing stays, and it looks the same', () => {
  test('documents, tables and slides of LibreOffice, in its own formats and in those of Office', {
    timeout: 300_000,
  }, async () => {
    writeFileSync(join(folder, 'report.html'), REPORT)
    writeFileSync(join(folder, 'table.csv'), TABLE)
    office('docx:MS Word 2007 XML', folder, 'report.html')
    office('odt', folder, 'report.docx')
    office('ods', folder, 'table.csv')
    office('xlsx', folder, 'table.csv')
    office('pdf', folder, 'report.docx')
    const infilter = '--infilter=impress_pdf_import'
    office('odp', folder, infilter, 'report.pdf')
    office('pptx', folder, 'report.odp')
    const files = [
      'report.docx',
      'report.odt',
      'table.ods',
      'table.xlsx',
      'report.odp',
      'report.pptx',
    ]
    await allStayTheSame(files.map((name) => [name, readFileSync(join(folder, name))]))
    await staysTheSame(join(folder, 'report.pdf'))
  })

  test('documents, tables and slides as Word, Excel, PowerPoint and LibreOffice write them', {
    timeout: 300_000,
  }, async () => {
    const made = Object.entries({ ...OFFICE_365, ...ORDINARY })
    await allStayTheSame(made.map(([name, make]) => [name, make()]))
  })

  test('every copy of an Office document opens, also of one in which somebody hid something', {
    timeout: 300_000,
  }, async () => {
    const made = Object.entries(SEEDED).map(([name, make]) => ({ name, bytes: make() }))
    const copies: (readonly [string, Uint8Array])[] = []
    for (const { name, bytes } of [...made, ...casesIn('metadata'), ...casesIn('files')]) {
      if (!/\.(docx|xlsx|pptx|od[tsp])$/.test(name)) continue
      // Some of the cases are no XML.
      const looked = await look(new File([bytes], name), LIMIT).catch(() => null)
      if (looked !== null) copies.push([name, looked.bytes])
    }
    const pdfs = printed('opened', copies)
    const closed = copies.filter((_, at) => !existsSync(pdfs[at] ?? ''))
    expect(closed.map(([name]) => name)).toEqual([])
    expect(copies.length).toBeGreaterThan(12)
  })

  withTex('a paper of pdfTeX', async () => {
    writeFileSync(join(folder, 'paper.tex'), TEX)
    execFileSync('pdflatex', ['-interaction=batchmode', 'paper.tex'], {
      cwd: folder,
      stdio: 'ignore',
    })
    await staysTheSame(join(folder, 'paper.pdf'))
  })

  withChromium('a print of Chromium', async () => {
    writeFileSync(join(folder, 'print.html'), REPORT)
    const pdf = join(folder, 'print.pdf')
    const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking']
    const profile = `--user-data-dir=${join(folder, 'chromium')}`
    const page = `file://${join(folder, 'print.html')}`
    execFileSync(find('chromium') ?? '', [...quiet, profile, `--print-to-pdf=${pdf}`, page], {
      stdio: 'ignore',
    })
    await staysTheSame(pdf)
  })
})
