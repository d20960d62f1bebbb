import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ListedFile } from '#desk/key-worker/protocol.ts'
import { fileNameOf, savedName } from '#desk/model/file-words.ts'
import { kindOf } from '#metadata/kind.ts'
import { ACCEPT, FILE_KINDS } from '#metadata/kinds.ts'
import { look } from '#metadata/look.ts'
import { type FileRefusal, FileRefused } from '#metadata/metadata-finding.ts'
import { safeName } from '#metadata/safe-name.ts'
import { docx, MAIN, macroDocx, odt, types, zipOf } from './documents.ts'
import { JPEG, MOVING_GIF, PNG, PROGRESSIVE, WEBP } from './pictures.ts'

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const refusal = (run: () => unknown): FileRefusal | null => {
  try {
    run()
    return null
  } catch (thrown) {
    if (thrown instanceof FileRefused) return thrown.why
    throw thrown
  }
}

const KNOWN_ENDINGS = Object.values(FILE_KINDS).flatMap(({ endings }) => [...endings])

const ACCIDENTS = {
  'jpg_named.png': JPEG,
  'png_named.jpg': PNG,
  'gbk.csv': bytes('\xd0\xd5\xc3\xfb,\xbd\xf0\xb6\xee\r\n\xd5\xc5\xc8\xfd,100\r\n'),
  'utf16.txt': bytes('\xff\xfeH\0i\0\r\0\n\0'),
}

describe('case 21: a file is what its bytes say', () => {
  test.each([
    [JPEG, 'a.jpg', 'jpeg'],
    [PROGRESSIVE, 'a.JPEG', 'jpeg'],
    [PNG, 'a.png', 'png'],
    [WEBP, 'a', 'webp'],
    [MOVING_GIF, 'a.gif', 'gif'],
    [bytes('%PDF-1.7\n'), 'a.pdf', 'pdf'],
    [docx(), 'a.docx', 'docx'],
    [odt(), 'a.odt', 'odt'],
    [new TextEncoder().encode('قالت: نعم\n'), 'notes.txt', 'text'],
    [bytes('a,b\r\n1,2\r\n'), 'table.csv', 'csv'],
    [bytes('ID;Preis;Name\nC;12;Xaver\n'), 'a.csv', 'csv'],
    [bytes('ID;Product;X1\nC;X2;foo\nC;Eggs;12\nC;K3;Kiwi\n'), 'a.csv', 'csv'],
    [bytes('a %PDF-1.4 mentioned, of which an object is none\n'), 'a.txt', 'text'],
    [bytes('a,b'), 'whatever', 'text'],
  ] as const)('%# is taken', (content, name, id) => {
    expect(kindOf(content, name).id).toBe(id)
  })

  test.each([
    ['of an ending', '<Default Extension="bin" ContentType="TYPE"/>'],
    ['of a part', '<Override PartName="/word/vbaProject.bin" ContentType="TYPE"/>'],
  ])('a document that only declares a type of programs, %s, has none', async (_, more) => {
    for (const type of [
      'application/vnd.ms-excel.sheet.binary.macroEnabled.main',
      'application/vnd.ms-office.vbaProject',
    ]) {
      const main = `${MAIN}.wordprocessingml.document.main+xml`
      const list = types('/word/document.xml', main, more.replace('TYPE', type))
      const parts = { '[Content_Types].xml': list }
      const looked = await look(new File([docx(parts)], 'a.docx'), 1 << 20)
      expect([looked.findings, looked.stays]).toEqual([[], []])
      for (const name of ['word/vbaProject.bin', 'WORD/VBAPROJECT.BIN'])
        expect(refusal(() => kindOf(docx({ ...parts, [name]: 'x' }), 'a.docx'))).toBe('macros')
    }
  })

  const REFUSED: readonly (readonly [FileRefusal, Uint8Array<ArrayBuffer>, string])[] = [
    ['empty', new Uint8Array(), 'a.txt'],
    ['heic', bytes('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), 'IMG_1.HEIC'],
    ['heic', bytes('\0\0\0\x18ftypmif1\0\0\0\0'), 'IMG_1.jpg'],
    ['picture', bytes('\0\0\0\x18ftypavif\0\0\0\0'), 'a.avif'],
    ['picture', bytes('II*\0\x08\0\0\0'), 'a.tif'],
    ['film', bytes('\0\0\0\x18ftypmp42\0\0\0\0'), 'a.mp4'],
    ['film', bytes('\0\0\0\x14ftypqt  \0\0\0\0'), 'a.mov'],
    ['film', bytes('\x1aE\xdf\xa3\0\0'), 'a.webm'],
    ['film', bytes('RIFF\0\0\0\0AVI LIST'), 'a.avi'],
    ['sound', bytes('ID3\x03\0'), 'a.mp3'],
    ['sound', bytes('RIFF\0\0\0\0WAVEfmt '), 'a.wav'],
    ['sound', bytes('\0\0\0\x18ftypM4A \0\0\0\0'), 'a.m4a'],
    ['old_office', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0'), 'a.doc'],
    ['old_office', bytes('{\\rtf1\\ansi'), 'a.rtf'],
    ['old_office', bytes('\xef\xbb\xbf{\\rtf1{\\info{\\author Anna}}'), 'a.txt'],
    ['old_office', bytes('\r\n {\\rtf1{\\info{\\author Anna}}'), 'a.txt'],
    ['old_office', bytes('\xef\xbb\xbf\n{\\urtf1 x}'), 'a'],
    ['svg', bytes('<?xml version="1.0"?>\n<svg xmlns="x"><script/></svg>'), 'a.svg'],
    ['old_office', bytes('ID;PWXL;N;E\r\nC;Y1;X1;K0;EEXEC("calc")\r\nE\r\n'), 'a.csv'],
    ['old_office', bytes('ID;P\nP;PGeneral\nC;X1;K"a"\nE\n'), 'a.txt'],
    ['old_office', bytes('ID;P\nC;K"more";X2;Y3\nE\n'), 'a.csv'],
    ['old_office', bytes('ID;P\nC;K"more"\nE\n'), 'a.slk'],
    ['old_office', bytes('ID;PWXL\rC;K3;ESUM(1,2)\rE\r'), 'a.txt'],
    ['old_office', bytes('ID;P\nC;Zx;K3;Y1;X1\nE\n'), 'a.csv'],
    ['old_office', bytes('ID;P\nC;K12;E2+10\nE\n'), 'a.csv'],
    ['old_office', bytes(`ID;P\n${'P;PGeneral\n'.repeat(999)}C;X1;K"a"\nE\n`), 'a.csv'],
    ['svg', bytes('<svg onload=alert(1)>'), 'a.txt'],
    ['page', bytes('\ufeff  <!DOCTYPE html><p>x'), 'a.html'],
    ['page', bytes('hello <script>alert(1)</script>'), 'a.jpg'],
    ['mail', bytes('Received: from x\r\nMessage-ID: <1@a>\r\n\r\nhi'), 'a.txt'],
    ['mail', bytes('Subject: x\n\nhi'), 'a.eml'],
    [
      'mail',
      bytes('Received: from a\r\n\tby b; Mon, 30 Nov 2026 10:00:00 +0000\r\nTo: c\r\n\r\nhi'),
      'a.txt',
    ],
    ['mail', bytes('From anna@x Mon Jan  1 10:00:00 2024\nReceived: from x\nTo: b\n\nhi'), 'a.txt'],
    ['mail', bytes('From - Mon Jan  1 10:00:00 2024\nMIME-Version: 1.0\nTo: b\n\nhi'), 'a.txt'],
    ['archive', bytes('Rar!\x1a\x07\0'), 'a.rar'],
    ['archive', bytes('\x1f\x8b\x08\x08name'), 'a.gz'],
    ['archive', zipOf({ 'readme.txt': 'x' }), 'a.zip'],
    ['archive', zipOf({ 'readme.txt': 'x' }), 'a.docx'],
    ['unknown', zipOf({ 'Index/Document.iwa': 'x', 'preview.jpg': 'x' }), 'a.pages'],
    ['unknown', zipOf({ 'Index.zip': 'x', 'preview.jpg': 'x' }), 'a.numbers'],
    ['unknown', zipOf({ 'index.apxl': 'x', 'buildVersionHistory.plist': 'x' }), 'a.key'],
    ['unknown', zipOf({ mimetype: 'application/epub+zip' }), 'a.epub'],
    ['unknown', zipOf({ mimetype: 'application/vnd.oasis.opendocument.graphics' }), 'a.odg'],
    ['unknown', zipOf({ '[Content_Types].xml': '<Types/>' }), 'a.vsdx'],
    ['mail', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0'), 'a.msg'],
    ['macros', macroDocx(), 'a.docm'],
    ['macros', macroDocx(), 'a.docx'],
    ['program', bytes('MZ\x90\0'), 'a.exe'],
    ['program', bytes('\x7fELF\x02'), 'holiday.jpg'],
    ['program', bytes('#!/bin/sh\n'), 'a.txt'],
    ['unknown', bytes('\x01\x02\x03\0\0'), 'a.bin'],
    ['unknown', bytes('caf\xe9'), 'a.data'],
    ['unknown', bytes('caf\xe9\x01'), 'a.txt'],
    ['unknown', bytes('\xff\xfea\0\x01\0'), 'a.txt'],
    ['page', bytes('<hta:application id=x>'), 'a.txt'],
    ['page', bytes('<!-- a -->\n <!doctype html>'), 'a.md'],
    ['page', bytes('<?xml version="1.0"?><html xmlns="x">'), 'a.txt'],
    ['page', bytes('words <img src=x onerror=alert(1)>'), 'a'],
    ['page', bytes('\xff\xfe<\0h\0t\0m\0l\0>\0'), 'a.txt'],
    ['program', bytes('[InternetShortcut]\r\nURL=file://host/x'), 'a.url'],
    ['program', bytes('[InternetShortcut]\r\nURL=file://host/x'), 'a.txt'],
    ['old_office', bytes('<?xml version="1.0"?>\n<office:document xmlns:office="x">'), 'a.fodt'],
    ['picture', bytes('%!PS-Adobe-3.0 EPSF-3.0\n%%Creator: Anna'), 'a.eps'],
    ['unknown', bytes('BEGIN:VCARD\r\nFN:Anna'), 'a.vcf'],
    ['unknown', bytes('BEGIN:VCALENDAR\r\n'), 'a.ics'],
  ]
  test.each(REFUSED)('%s: number %# is told apart, and not taken', (why, content, name) => {
    expect(refusal(() => kindOf(content, name))).toBe(why)
  })

  const OFFICE = 'urn:oasis:names:tc:opendocument:xmlns:office:1.0'
  const MICROSOFT = 'http://schemas.microsoft.com/office'
  test.each([
    ['OpenDocument', `<office:document xmlns:office="${OFFICE}">`],
    ['OpenDocument by another prefix', `<o:document a="b"\n xmlns:o = '${OFFICE}'>`],
    ['OpenDocument without a prefix', `<document xmlns="${OFFICE}"><meta>`],
    ['OpenOffice 1', '<x:document xmlns:x="http://openoffice.org/2000/office">'],
    ['a packed document', `<pkg:package xmlns:pkg="${MICROSOFT}/2006/xmlPackage">`],
    ['the same by another prefix', `<package xmlns="${MICROSOFT}/2006/xmlPackage">`],
    ['Word 2003', `<w:wordDocument xmlns:w="${MICROSOFT}/word/2003/wordml">`],
    ['Excel 2003', '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'],
    ['Visio', '<VisioDocument xmlns="http://schemas.microsoft.com/visio/2003/core">'],
    ['AbiWord', '<abiword template="false" xmlns="http://www.abisource.com/awml.dtd">'],
    ['AbiWord of old', '<!DOCTYPE abiword [<!ENTITY a "b">]>\n<abiword version="1.0">'],
    ['Gnumeric', '<gnm:Workbook xmlns:gnm="http://www.gnumeric.org/v10.dtd">'],
    ['Uniform Office', '<uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof">'],
  ])('T-147 a document in one file of XML is no plain text: %s', (_, first) => {
    const fronts = ['', '\ufeff\n', '<?xml version="1.0"?>\n<?x a>b?><!-- > -->']
    for (const text of fronts.map((front) => `${front}${first}<a>CANARY</a>`)) {
      const utf16 = new Uint8Array(Buffer.from(`\ufeff${text.replace('\ufeff', '')}`, 'utf16le'))
      for (const name of ['a.txt', 'a.md', 'a.xml', 'a']) {
        expect(refusal(() => kindOf(new TextEncoder().encode(text), name))).toBe('old_office')
        expect(refusal(() => kindOf(utf16, name))).toBe('old_office')
      }
    }
  })

  test.each([
    'A file begins with <office:document>.',
    `See <o:document xmlns:o="${OFFICE}">.`,
    '<package xmlns="http://www.idpf.org/2007/opf"><x/></package>',
    '<dataroot xmlns:od="urn:schemas-microsoft-com:officedata"><x/></dataroot>',
    '<document><words>x</words></document>',
  ])('other XML is text, and so is who writes of one: %j', (text) => {
    expect(kindOf(bytes(text), 'a.txt').id).toBe('text')
  })

  test.each([
    '# Report\n\n<img src="plan.png" alt="Plan">\n<form> and <svg> are tags.',
    '<img src="logo.png">\n\n# Report',
    '<p align="center">Report</p>',
    'A page begins with <html>.',
  ])('words with tags in them are words: %j', (text) => {
    for (const name of ['a.md', 'a.txt']) expect(kindOf(bytes(text), name).id).toBe('text')
  })

  test.each([
    'The free lunches were paid by the supplier.',
    'the wide road',
    'We, skip it',
    'PKW-Nutzung: privat',
    'PK,Name,Amount\n1,x,2',
    'BMW was given to him.',
    'BMI,Name',
    'MZ is his sign.',
    'ID3 is a tag.',
    'FLV is what he sent.',
    'BZh, he wrote',
    'MSCF and xar! are marks.',
    'GIF89a is a format.',
    'OggS, fLaC, MThd',
    `Rar! ${'x'.repeat(252)}ustar`,
    '#!important: read this',
    '#! he wrote',
    'From: the cashier\nTo: me\nReceived: 300 EUR',
    'From: Anna\nReceived: by hand\nHello',
    'From: Anna\nReceived: from Mr X; at 12:30, 300 EUR\nHello',
    'From Anna Mon Dec 1\nNote: he paid\nHello',
    'Received: 300 EUR\nReceived: 200 EUR',
    'From: the cashier\n\nMessage-ID: <1@a>',
    '<form> 12 was never filed.',
    '<svg> is what he sent.',
    '<title> is missing',
  ])('T-147 words that begin like a mark are words: %j', (text) => {
    for (const name of ['a.txt', 'a.md', 'a.csv']) {
      expect(['text', 'csv']).toContain(kindOf(bytes(text), name).id)
    }
  })

  test.each([
    '%PDF-1.7\n1 0 obj\n<</RC(<?xml version="1.0"?><body xmlns="http://www.w3.org/1999/xhtml"><p>A remark</p></body>)>>',
    '%PDF-1.7\n1 0 obj\n<</Length 99>>stream\n<html><title>x</title><script>y</script><svg >',
    '\xef\xbb\xbf%PDF-1.4\n<!doctype html>',
    '\n%PDF-1.4\nMessage-ID: <1@a>\n\n<body >',
  ])('T-147 a PDF is one, whatever markup its remarks and titles contain: %j', (text) => {
    for (const name of ['a.pdf', 'a']) expect(kindOf(bytes(text), name).id).toBe('pdf')
  })

  test('a page with a PDF behind its first tag is a page', () => {
    expect(refusal(() => kindOf(bytes('<html><p>%PDF-1.7\n'), 'a.pdf'))).toBe('page')
    expect(refusal(() => kindOf(bytes('<svg onload=x>%PDF-1.7\n'), 'a.pdf'))).toBe('svg')
  })

  test('T-92 a name that claims something else is not taken', () => {
    expect(refusal(() => kindOf(JPEG, 'contract.pdf'))).toBe('mismatch')
    expect(refusal(() => kindOf(JPEG, 'photo.exe'))).toBe('mismatch')
    expect(refusal(() => kindOf(bytes('just words'), 'photo.jpg'))).toBe('mismatch')
    expect(refusal(() => kindOf(docx(), 'a.xlsx'))).toBe('mismatch')
    expect(refusal(() => kindOf(bytes('just words'), 'run.bat'))).toBe('mismatch')
  })

  test.each(['html', 'hta', 'url', 'fodt', 'eps', 'vcf', 'ics'])(
    'words named .%s are no plain text with nothing hidden',
    (ending) => {
      expect(refusal(() => kindOf(bytes('just words'), `a.${ending}`))).toBe('mismatch')
    },
  )

  test.each([
    ['jpg_named.png', 'jpeg', 'jpg_named.jpg'],
    ['png_named.jpg', 'png', 'png_named.png'],
    ['gbk.csv', 'csv', 'gbk.csv'],
    ['utf16.txt', 'text', 'utf16.txt'],
  ] as const)('accident is not deception: %s is taken as %s', (name, id, safe) => {
    const kind = kindOf(ACCIDENTS[name], name)
    expect(kind.id).toBe(id)
    expect(safeName(name, kind)).toBe(safe)
  })

  test('an accident of a text: Windows-1252 and UTF-16 of both orders', () => {
    expect(kindOf(bytes('caf\xe9 \x80 5'), 'a.txt').id).toBe('text')
    expect(kindOf(bytes('caf\xe9;5'), 'a.csv').id).toBe('csv')
    expect(kindOf(bytes('\xfe\xff\0a\0\n'), 'a.txt').id).toBe('text')
  })

  test('T-148 at the desk the bytes decide how a file is saved, and what nothing knows is .bin or .txt', () => {
    const listed = (name: string, type: string) => ({ name, type }) as ListedFile
    const saved = (name: string, type: string, content: Uint8Array<ArrayBuffer>) =>
      savedName(listed(name, type), content)
    const program = bytes('MZ\x90\0\x03')
    for (const type of ['image/png', 'application/pdf', 'text/plain', 'application/x-msdownload']) {
      expect(saved('bill.exe', type, program)).toBe('bill.exe.bin')
      expect(saved('bill.png', type, program)).toBe('bill.png.bin')
      expect(saved('bill.hta', type, bytes('<script>run()</script>'))).toBe('bill.hta.txt')
      expect(saved('bill.pdf', type, PNG)).toBe('bill.pdf.png')
      expect(saved('bill.pdf', type, docx())).toBe('bill.pdf.docx')
    }
    expect(saved('notes.md', 'image/png', bytes('words'))).toBe('notes.md')
    fc.assert(
      fc.property(
        fc.constantFrom(program, JPEG, PNG, WEBP, docx(), bytes('%PDF-'), bytes('#!/bin/sh\n')),
        fc.uint8Array({ maxLength: 60 }),
        fc.oneof(fc.string(), fc.constantFrom('a.exe', 'a.lnk', 'a.html', 'a.js\u202e', 'a.url')),
        fc.constantFrom('image/png', 'text/plain', 'text/html', 'application/octet-stream'),
        (head, rest, name, type) => {
          const ending = saved(name, type, new Uint8Array([...head, ...rest]))
            .split('.')
            .at(-1)
          expect([...KNOWN_ENDINGS, 'bin']).toContain(ending)
        },
      ),
    )
  })

  test('T-148 before it is fetched the list shows what the letter says, with what turns a name around written out', () => {
    const named = (name: string, type: string) => fileNameOf({ name, type } as ListedFile)
    expect(named('bill.exe', 'application/x-msdownload')).toBe('bill.exe.bin')
    expect(named('bill\u202efdp.exe', 'image/png')).toBe('bill⟨U+202E⟩fdp.exe.png')
    expect(named('b\u200bill\u0007.png', 'image/png')).toBe('b⟨U+200B⟩ill⟨U+0007⟩.png')
    expect(named('گفت\u200cوگو.pdf', 'application/pdf')).toBe('گفت‌وگو.pdf'.replace('\u200c', ''))
  })

  test('noise is a kind or a refusal, and nothing else', () => {
    const heads = [JPEG, PNG, WEBP, docx(), bytes('%PDF-'), bytes('GIF89a')]
    fc.assert(
      fc.property(
        fc.constantFrom(new Uint8Array(), ...heads),
        fc.uint8Array({ maxLength: 300 }),
        fc.string(),
        (head, rest, name) => {
          const whole = new Uint8Array([...head.subarray(0, 40), ...rest])
          expect(() => refusal(() => kindOf(whole, name))).not.toThrow()
        },
      ),
    )
  })
})

describe('case 21: sizes', () => {
  const file = (content: Uint8Array<ArrayBuffer>, name = 'a.txt') => new File([content], name)
  const LIMIT = 1000

  test('exactly the limit is taken, one byte more is not, and nothing of it is read', async () => {
    const text = new Uint8Array(LIMIT).fill(0x61)
    expect((await look(file(text), LIMIT)).bytes).toHaveLength(LIMIT)
    let read = false
    const large = {
      name: 'a.txt',
      size: LIMIT + 1,
      arrayBuffer: () => {
        read = true
        return Promise.resolve(new ArrayBuffer(0))
      },
    }
    await expect(look(large, LIMIT)).rejects.toMatchObject({ why: 'large' })
    expect(read).toBe(false)
  })

  test('an empty one and one that the device no longer has are said', async () => {
    await expect(look(file(new Uint8Array()), LIMIT)).rejects.toMatchObject({ why: 'empty' })
    const gone = { name: 'a', size: 5, arrayBuffer: () => Promise.reject(new Error('NotReadable')) }
    await expect(look(gone, LIMIT)).rejects.toMatchObject({ why: 'gone' })
  })

  test('a phone is asked for what every office can open: no HEIC among it', () => {
    expect(ACCEPT).not.toMatch(/hei[cf]|\*/)
    expect(ACCEPT).toContain(FILE_KINDS.jpeg.type)
  })
})
