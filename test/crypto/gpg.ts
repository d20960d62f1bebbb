import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A GnuPG of its own, in a fresh home whose agent ends with it. The path is short: sockets live there. The agent locks
 * what it keeps by few rounds: otherwise it measures its machine first, and each use of a key takes a second.
 */
export class Gnupg {
  readonly home = mkdtempSync(join(tmpdir(), 'g'))

  constructor() {
    writeFileSync(join(this.home, 'gpg-agent.conf'), 's2k-count 65536\n')
  }

  run(args: readonly string[], input: Uint8Array | string = ''): Ran {
    const all = ['--batch', '--no-tty', '--pinentry-mode', 'loopback', '--trust-model', 'always']
    const env = { ...process.env, GNUPGHOME: this.home, LC_ALL: 'C' }
    const done = spawnSync('gpg', [...all, ...args], { input, env, timeout: 60_000 })
    return { status: done.status, out: done.stdout, err: done.stderr.toString() }
  }

  import(armored: string, passphrase = ''): Ran {
    return this.run(['--passphrase', passphrase, '--import'], armored)
  }

  file(name: string, content: Uint8Array | string): string {
    const path = join(this.home, name)
    writeFileSync(path, content)
    return path
  }

  [Symbol.dispose](): void {
    spawnSync('gpgconf', ['--kill', 'all'], { env: { ...process.env, GNUPGHOME: this.home } })
    rmSync(this.home, { recursive: true, force: true })
  }
}

export interface Ran {
  readonly status: number | null
  readonly out: Buffer
  readonly err: string
}
