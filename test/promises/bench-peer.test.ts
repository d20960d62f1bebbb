import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { peerAt } from '../../bench/peer.ts'

const folder = mkdtempSync(join(tmpdir(), 'aside-peer-'))
afterAll(() => rmSync(folder, { recursive: true }))
const given = (name: string, code: string) => {
  writeFileSync(join(folder, name), code)
  return peerAt(join(folder, name))
}

test('the bench holds a filing against another intake only where one is given', async () => {
  expect(await peerAt(undefined)).toBeNull()
  const peer = await given('filing.mjs', "export const file = async () => 'kept'")
  expect(await peer?.file()).toBe('kept')
  await expect(given('empty.mjs', '')).rejects.toThrow('exports no `file`')
})
