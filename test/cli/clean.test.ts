import { execFile, execFileSync } from 'node:child_process'
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { look } from '#metadata/look.ts'
import { caseOf } from '../metadata/cases.ts'

const ROOT = join(import.meta.dirname, '../..')

describe('T-147 aside -- clean is the very same cleaner as the page', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'aside-clean-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const at = (name: string) => join(folder, name)
  const run = (...args: readonly string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const all = ['src/cli/cli.ts', 'clean', ...args]
      execFile(process.execPath, all, { cwd: ROOT }, (error, out, err) =>
        resolve({ code: Number(error?.code ?? 0), out, err }),
      )
    })

  test('taken: the same bytes, one line with what was found and what stays, in words', async () => {
    const { name, bytes } = caseOf('files/zw.txt')
    writeFileSync(at(name), bytes)
    const { code, out } = await run(at(name), at('copy.txt'))
    expect([code, JSON.parse(out)]).toEqual([
      0,
      { found: ['signs nobody sees; perhaps a mark of your copy'], stays: [] },
    ])
    expect(out.endsWith('}\n') && out.split('\n').length === 2).toBe(true)
    const looked = await look(new File([bytes], name), 1 << 20)
    expect(new Uint8Array(readFileSync(at('copy.txt')))).toEqual(looked.bytes)

    writeFileSync(at('gbk.csv'), caseOf('files/gbk.csv').bytes)
    const older = await run(at('gbk.csv'), at('copy.csv'))
    expect(JSON.parse(older.out)).toEqual({
      found: [],
      stays: ['unseen signs, if its older encoding has any: the whole text'],
    })
  })

  test('refused: a sentence, 2, and no copy, not even an older one', async () => {
    writeFileSync(at('run.exe'), 'MZ\x90\0')
    writeFileSync(at('old.bin'), 'of another day')
    const { code, out } = await run(at('run.exe'), at('old.bin'))
    expect(code).toBe(2)
    expect(JSON.parse(out)).toEqual({
      refused: 'Programs are not taken. A screenshot can show what it does.',
    })
    expect(existsSync(at('old.bin'))).toBe(false)
  })

  test('our fault, with its own sentence, is 1 and no line', async () => {
    const nowhere = await run(at('nowhere.txt'), at('copy.txt'))
    expect(nowhere).toMatchObject({ code: 1, out: '' })
    expect(nowhere.err).toContain('FILE_MISSING: This file is not there, or cannot be read. in')
    writeFileSync(at('same.txt'), 'words')
    linkSync(at('same.txt'), at('linked.txt'))
    for (const out of ['same.txt', 'linked.txt']) {
      const same = await run(at('same.txt'), at(out))
      expect(same).toMatchObject({ code: 1, out: '' })
      expect(same.err).toContain('FILE_UNWRITABLE')
    }
    expect(readFileSync(at('same.txt'), 'utf8')).toBe('words')
    const unwritable = await run(at('same.txt'), join(at('none'), 'copy.txt'))
    expect(unwritable).toMatchObject({ code: 1, out: '' })
    expect(unwritable.err).toContain('FILE_UNWRITABLE')
  })

  test('what is no file is neither written nor taken away, whatever became of the original', async () => {
    mkdirSync(at('folder'))
    execFileSync('mkfifo', [at('pipe')])
    writeFileSync(at('bad.exe'), 'MZ\x90\0')
    writeFileSync(at('good.txt'), 'words')
    for (const out of ['folder', 'pipe']) {
      for (const name of ['bad.exe', 'good.txt']) {
        expect(await run(at(name), at(out))).toMatchObject({ code: 1, out: '' })
        expect(existsSync(at(out))).toBe(true)
      }
    }
  })

  test('a command that is not whole, or more than one, is no refusal of a file', async () => {
    expect(await run(at('same.txt'))).toMatchObject({ code: 64 })
    expect(await run(at('same.txt'), at('copy.txt'), at('more.txt'))).toMatchObject({ code: 64 })
  })
})
