import { afterAll, beforeAll, expect } from 'vitest'
import type { PictureId } from '#metadata/kinds.ts'
import { stripPicture } from '#metadata/strip/picture.ts'
import { launch } from '../fixtures/chromium.ts'
import { needing } from '../fixtures/tools.ts'
import { chunk, gifOf, type PngOptions, pngOf } from './made-pictures.ts'
import { JPEG, MOVING_GIF, MOVING_WEBP, PNG, PROGRESSIVE, WEBP } from './pictures.ts'

const { describe, test } = needing('chromium')

/** Every frame of a picture as a browser shows it: a row of numbers for each, and how long it stands. */
const DECODE = `async (base64, type) => {
  const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const decoder = new ImageDecoder({ data, type, colorSpaceConversion: 'none' })
  await decoder.tracks.ready
  const frames = []
  for (let frameIndex = 0; frameIndex < decoder.tracks.selectedTrack.frameCount; frameIndex += 1) {
    const { image } = await decoder.decode({ frameIndex })
    const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight)
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    frames.push([canvas.width, canvas.height, image.duration, [...data].join()])
  }
  return frames
}`

/** What a phone or a program makes: a drawing of so many points, coded by the browser. */
const ENCODE = `async (width, height, type, quality) => {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  for (let n = 0; n < 60; n += 1) {
    context.fillStyle = 'hsl(' + n * 47 + ' 80% 50% / ' + (n % 3 ? 1 : 0.4) + ')'
    context.beginPath()
    context.arc((n * 31) % width, (n * 17) % height, 3 + (n * 7) % 40, 0, 7)
    context.fill()
  }
  const blob = await canvas.convertToBlob({ type, quality })
  const bytes = new Uint8Array(await blob.arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}`

describe('T-147 a copy of a picture looks as it did, point for point', () => {
  let browser: Awaited<ReturnType<typeof launch>>
  let page: Awaited<ReturnType<typeof browser.newPage>>
  beforeAll(async () => {
    browser = await launch()
    page = await browser.newPage()
    // Only a page that came over TLS may decode frame by frame.
    await page.route('https://look.invalid/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
    )
    await page.goto('https://look.invalid/')
  })
  afterAll(() => browser.close())

  const shown = (id: PictureId, bytes: Uint8Array): Promise<unknown> =>
    page.evaluate(`(${DECODE})('${Buffer.from(bytes).toString('base64')}', 'image/${id}')`)

  async function looksTheSame(id: PictureId, bytes: Uint8Array): Promise<void> {
    const copy = stripPicture(id, new Uint8Array(bytes))
    expect(copy.stays).toEqual([])
    expect(stripPicture(id, copy.bytes)).toEqual({ bytes: copy.bytes, findings: [], stays: [] })
    expect(await shown(id, copy.bytes)).toEqual(await shown(id, bytes))
  }

  test.each([
    ['jpeg', JPEG],
    ['jpeg', PROGRESSIVE],
    ['png', PNG],
    ['gif', MOVING_GIF],
    ['webp', WEBP],
    ['webp', MOVING_WEBP],
  ] as const)('a small %s (%#)', looksTheSame)

  test.each([
    ['jpeg', 0.92, 331, 207],
    ['jpeg', 1, 97, 31],
    ['jpeg', 0.2, 640, 480],
    ['png', 1, 331, 207],
    ['webp', 0.8, 331, 207],
    ['webp', 0.1, 640, 480],
    ['webp', 1, 97, 31],
  ] as const)('a %s that a browser wrote, quality %d', async (id, quality, width, height) => {
    const made = `(${ENCODE})(${width}, ${height}, 'image/${id}', ${quality})`
    const bytes = new Uint8Array(Buffer.from(String(await page.evaluate(made)), 'base64'))
    await looksTheSame(id, bytes)
  })

  const samples = (count: number, most: number) =>
    Array.from({ length: count }, (_, n) => (n * n * 7 + n * 13) % (most + 1))
  const palette = chunk(
    'PLTE',
    Uint8Array.from({ length: 48 }, (_, n) => (n * 37) % 256),
  )
  const how = { filters: [0, 1, 2, 3, 4], level: 1 } as const
  test.each<readonly [string, PngOptions]>([
    ['gray, one bit', { colour: 0, depth: 1, interlaced: true, ...how }],
    ['gray, sixteen bits', { colour: 0, depth: 16, interlaced: false, ...how }],
    ['colours', { colour: 2, depth: 8, interlaced: true, ...how }],
    ['a list, four bits', { colour: 3, depth: 4, interlaced: true, ...how, chunks: [palette] }],
    [
      'a list with places that are seen through',
      {
        ...{ colour: 3, depth: 4, interlaced: false, ...how },
        chunks: [palette, chunk('tRNS', new Uint8Array([0, 99, 0]))],
      },
    ],
    [
      'one gray that is not seen',
      {
        ...{ colour: 0, depth: 2, interlaced: false, ...how },
        chunks: [chunk('tRNS', new Uint8Array([0, 2]))],
      },
    ],
    ['colours, seen through', { colour: 6, depth: 8, interlaced: true, ...how }],
    ['gray of sixteen bits, seen through', { colour: 4, depth: 16, interlaced: true, ...how }],
  ])('a PNG: %s', async (_, way) => {
    const channels = [1, 0, 3, 1, 2, 0, 4][way.colour] ?? 1
    await looksTheSame('png', pngOf(37, 21, samples(37 * 21 * channels, 2 ** way.depth - 1), way))
  })

  test('a GIF of many colours, and one whose rows come in passes', async () => {
    const table = Array.from({ length: 768 }, (_, n) => (n * 37) % 256)
    await looksTheSame('gif', gifOf(97, 61, samples(97 * 61, 255), table))
    await looksTheSame('gif', gifOf(37, 21, samples(37 * 21, 255), table, { interlaced: true }))
    await looksTheSame('gif', gifOf(300, 200, samples(60_000, 255), table, { every: 9 }))
  })
})
