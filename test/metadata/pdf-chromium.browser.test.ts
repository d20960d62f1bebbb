import { afterAll, beforeAll, expect } from 'vitest'
import { stripPdf } from '#metadata/strip/pdf.ts'
import { launch } from '../fixtures/chromium.ts'
import { needing } from '../fixtures/tools.ts'
import { rendered } from './pdf-rendered.ts'
import { readable } from './readable.ts'

const PAGE = `<!doctype html><html lang="fr"><title>Anna Seed</title><h1>What happened</h1>
<p>Bonjour <b>gras</b> <a href="https://press.invalid/">press</a> <a href="#end">end</a></p>
<table border><tr><th>A<th>B<tr><td>1<td>2</table>
<svg width="99" height="99"><defs><linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient></defs><circle cx="50" cy="50" r="40" fill="url(#g)" opacity=".5"/></svg>
<canvas id="c" width="60" height="40"></canvas><p id="end" style="break-before:page">مرحبا 第二页</p>
<script>const x=c.getContext('2d');for(let i=0;i<40;i++){x.fillStyle='rgba('+i*6+',80,90,'+i/40+')';x.fillRect(i,i/2,20,20)}</script>`

const { describe, test } = needing('chromium')

describe('T-147 what Chromium prints is taken, with nothing that stays, and looks as it did', () => {
  let browser: Awaited<ReturnType<typeof launch>>
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())

  test.each([
    { tagged: true, outline: true },
    { tagged: false, outline: false, printBackground: true },
  ])('printed as %o', async (how) => {
    const page = await browser.newPage()
    await page.setContent(PAGE)
    const printed = new Uint8Array(await page.pdf(how))
    await page.close()
    const { bytes, findings, stays } = await stripPdf(printed)
    expect(stays).toEqual([])
    expect(findings).toEqual(expect.arrayContaining(['taken', 'software']))
    expect(readable(bytes).join('\n')).not.toMatch(/Anna|Skia|Chrom/)
    expect(rendered(bytes)).toEqual(rendered(printed))
    expect((await stripPdf(bytes)).findings).toEqual([])
  })
})
