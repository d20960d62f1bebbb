import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../../manifest/build.ts'

const ENV = {
  MICROSOFT_APP_ID: '3D2F0C6E-6f0a-4b7e-9a54-111111111111',
  PUBLIC_URL: 'https://aside.invalid/',
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aside-manifest-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('the package is written where it is asked for, with its own ids', async () => {
  const to = join(folder, 'new', 'app.zip')
  expect(await build(ENV, ['--to', to, '--version', '2.0.1'])).toEqual({ problems: [], file: to })
  const files = unzipSync(new Uint8Array(readFileSync(to)))
  const manifest = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString())
  expect(manifest.id).toBe(ENV.MICROSOFT_APP_ID.toLowerCase())
  expect(manifest.version).toBe('2.0.1')
  expect(manifest.developer.privacyUrl).toBe('https://aside.invalid/privacy')
})

test('every problem is named at once, no value is repeated, and nothing is written', async () => {
  const to = join(folder, 'never.zip')
  const canary = 'canary.invalid'
  const { problems, file } = await build(
    { MICROSOFT_APP_ID: canary, PUBLIC_URL: `http://${canary}` },
    ['--to', to, '--version', 'v1'],
  )
  expect(problems).toEqual([
    'MICROSOFT_APP_ID is missing or no GUID.',
    'PUBLIC_URL must be https://, with a host and nothing after it: no port, no path.',
    'The version must be three numbers, like 1.2.3.',
  ])
  expect(problems.join()).not.toContain(canary)
  expect(file).toBeNull()
  expect(existsSync(to)).toBe(false)
})

test('where nothing can be written the reason is said', async () => {
  const { problems, file } = await build(ENV, ['--to', folder])
  expect(problems).toEqual(['The package cannot be written there (EISDIR).'])
  expect(file).toBeNull()
})

test('an address that Teams could not hold to is refused', async () => {
  const to = join(folder, 'never.zip')
  for (const url of [
    undefined,
    '',
    'aside.invalid',
    'http://aside.invalid',
    'https://aside.invalid:8443',
    'https://aside.invalid/some/path',
    'https://aside.invalid/?x',
    'https://a:b@aside.invalid',
    'https://localhost',
  ]) {
    const { problems } = await build({ ...ENV, PUBLIC_URL: url }, ['--to', to])
    expect(problems, url).toEqual([
      'PUBLIC_URL must be https://, with a host and nothing after it: no port, no path.',
    ])
  }
  expect(readdirSync(folder)).not.toContain('never.zip')
})

test('a policy that cannot be used is said to be one', async () => {
  const policy = join(folder, 'policy.yaml')
  writeFileSync(policy, 'version: 1\n')
  const { problems } = await build({ ...ENV, ASIDE_POLICY: policy }, [])
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatch(/^The policy cannot be used\. .*organisation/)
})

test('an option that there is not is answered with how to call it', async () => {
  expect((await build(ENV, ['--out', 'x'])).problems).toEqual([
    'npm run manifest -- [--to <file.zip>] [--version <1.2.3>]',
  ])
})
