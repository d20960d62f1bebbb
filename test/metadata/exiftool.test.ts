import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, expect } from 'vitest'
import { FILE_KINDS, type KindId } from '#metadata/kinds.ts'
import type { MetadataFinding } from '#metadata/metadata-finding.ts'
import { strip } from '#metadata/strip.ts'
import { needing } from '../fixtures/tools.ts'
import { docx } from './documents.ts'
import { JPEG, MOVING_GIF, PNG, WEBP } from './pictures.ts'

const { describe, test } = needing('exiftool')

/** Says who, where, when and with what, in every way that this program can write. */
const CAMERA = [
  '-GPSLatitude=46.2',
  '-GPSLatitudeRef=N',
  '-GPSLongitude=6.1',
  '-GPSLongitudeRef=E',
  '-Make=SeedMaker',
  '-Model=SeedPhone',
  '-SerialNumber=SEED-4711',
  '-LensSerialNumber=SEED-0815',
  '-OwnerName=Anna Seed',
  '-Artist=Anna Seed',
  '-Copyright=Anna Seed',
  '-DateTimeOriginal=2026:03:03 03:03:03',
  '-UserComment=Seed remark',
  '-ImageDescription=Seed words',
  '-Software=SeedWriter',
  '-Orientation#=6',
]
const XMP = [
  '-XMP-dc:Creator=Anna Seed',
  '-XMP-xmp:CreateDate=2026:03:03 03:03:03',
  '-XMP-exif:GPSLatitude=46.2',
  '-XMP-aux:SerialNumber=SEED-4711',
  '-XMP-xmp:CreatorTool=SeedWriter',
]
const IPTC = ['-IPTC:By-line=Anna Seed', '-IPTC:City=Seedville']
const SEEDED: readonly (readonly [
  KindId,
  Uint8Array,
  readonly string[],
  readonly MetadataFinding[],
])[] = [
  [
    'jpeg',
    JPEG,
    [...CAMERA, ...XMP, ...IPTC, '-Comment=Seed', '-Photoshop:CopyrightFlag=true'],
    ['position', 'taken', 'author', 'camera', 'serial', 'software', 'words', 'other'],
  ],
  [
    'png',
    PNG,
    [
      ...CAMERA,
      ...XMP,
      '-PNG:Author=Anna Seed',
      '-PNG:Comment=Seed',
      '-PNG:ModifyDate=2026:03:03 03:03:03',
    ],
    ['position', 'taken', 'author', 'camera', 'serial'],
  ],
  ['webp', WEBP, [...CAMERA, ...XMP], ['position', 'taken', 'author', 'camera', 'serial']],
  ['gif', MOVING_GIF, [...XMP, '-Comment=Seed'], ['words', 'other']],
]
/** What this program says of any picture: how it is made, not by whom. */
const OF_THE_PICTURE =
  /^(System|File|ExifTool|Composite|JFIF|PNG|RIFF|GIF|SourceFile|ICC_Profile|ICC-header|PDF|ZIP|XML)/

describe('T-90 what a true program finds in a copy', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'aside-traces-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const exiftool = (...args: readonly string[]) =>
    execFileSync('exiftool', [...args], { stdio: 'pipe' })
  function tagsOf(path: string): Record<string, unknown> {
    const [tags] = JSON.parse(exiftool('-a', '-u', '-ee', '-G1', '-j', path).toString()) as [
      Record<string, unknown>,
    ]
    return tags
  }
  const seededTags = (tags: Record<string, unknown>) =>
    Object.entries(tags).filter(
      ([name, value]) =>
        !/^(System|SourceFile)/.test(name) && /seed|2026:03:03|46 deg|0815/i.test(String(value)),
    )

  test.each(SEEDED)('in a %s', async (id, clean, seeds, expected) => {
    const before = join(folder, `before.${FILE_KINDS[id].endings[0]}`)
    const after = join(folder, `after.${FILE_KINDS[id].endings[0]}`)
    writeFileSync(before, clean)
    exiftool('-q', '-overwrite_original', '-m', ...seeds, before)
    expect(seededTags(tagsOf(before)).length).toBeGreaterThan(3)
    const { bytes, findings } = await strip(FILE_KINDS[id], new Uint8Array(readFileSync(before)))
    writeFileSync(after, bytes)
    const tags = tagsOf(after)
    expect(seededTags(tags)).toEqual([])
    const more = Object.keys(tags).filter((name) => !OF_THE_PICTURE.test(name))
    expect(more).toEqual(id === 'gif' ? [] : ['IFD0:Orientation'])
    expect(findings).toEqual(expect.arrayContaining([...expected]))
  })

  test('in a PDF and in a document of Word', async () => {
    const made = await PDFDocument.create()
    made.addPage()
    made.setAuthor('Anna Seed')
    const pdf = join(folder, 'before.pdf')
    writeFileSync(pdf, await made.save())
    exiftool('-q', '-overwrite_original', ...XMP, '-PDF:Title=Seed', pdf)
    const word = docx({
      'docProps/core.xml':
        '<cp:coreProperties><dc:creator>Anna Seed</dc:creator></cp:coreProperties>',
      'docProps/app.xml': '<Properties><Company>Seed</Company></Properties>',
    })
    for (const [id, bytes] of [
      ['pdf', new Uint8Array(readFileSync(pdf))],
      ['docx', word],
    ] as const) {
      const [before, after] = [join(folder, `1.${id}`), join(folder, `2.${id}`)]
      writeFileSync(before, bytes)
      expect(seededTags(tagsOf(before)).length).toBeGreaterThan(0)
      writeFileSync(after, (await strip(FILE_KINDS[id], bytes)).bytes)
      expect(seededTags(tagsOf(after))).toEqual([])
    }
  })
})
