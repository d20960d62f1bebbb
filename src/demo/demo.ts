import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { systemClock } from '#clock.ts'
import { AppError, codeOf } from '#errors.ts'
import { stdoutLog } from '#log.ts'
import { onUncaught, shutdownOnce } from '#uncaught.ts'
import { type Ending, endAll } from './ending.ts'
import { openFolder } from './folder.ts'
import { startPlayground } from './playground.ts'
import { refuseTaken } from './port.ts'
import { step } from './progress.ts'
import { type DemoSettings, demoSettings } from './settings.ts'

async function refuseTakenPorts(settings: DemoSettings): Promise<void> {
  for (const port of [settings.port, settings.providerPort, settings.playgroundPort]) {
    await refuseTaken(port)
  }
}

async function main(): Promise<void> {
  const endings: Ending[] = []
  const end = shutdownOnce(() => endAll(endings))
  onUncaught(
    stdoutLog(() => systemClock.now()),
    end,
  )
  process.once('SIGINT', () => {
    console.log('\n  Ending …')
    end(0)
  })
  process.once('SIGTERM', () => end(0))
  console.log('\n  ( )  Aside, the demo\n')
  try {
    const settings = demoSettings(process.env)
    const folder = openFolder(settings.data)
    await refuseTakenPorts(settings)
    const bot = `http://127.0.0.1:${settings.port}/api/messages`
    const playground = startPlayground(folder.playground, settings.playgroundPort, bot)
    endings.push(() => playground.stop())
    // Loaded while the Playground starts in its own process: both take their second. What was compiled is kept.
    enableCompileCache(join(folder.root, 'compiled'))
    const { run } = await step('program', () => import('./run.ts'))
    console.log(await run(settings, folder, playground, endings))
    flushCompileCache()
  } catch (thrown) {
    console.log(`\n  ${sentence(thrown)}\n`)
    end(1)
  }
}

const WHY: Readonly<Record<string, string>> = {
  in_use:
    'Another demo is running on this folder. End it, or set another ASIDE_DATA; with PORT alone and no ASIDE_DATA a second demo has a folder of its own.',
  port: 'PORT, ASIDE_DEMO_SIGN_IN_PORT and ASIDE_DEMO_PLAYGROUND_PORT are three different numbers from 1 to 65535; where only PORT is set, the two after it are taken too.',
}

/** How to choose other ports: one that has a variable of its own does not follow `PORT`. */
function otherPorts(env: NodeJS.ProcessEnv): string {
  const own = ['ASIDE_DEMO_SIGN_IN_PORT', 'ASIDE_DEMO_PLAYGROUND_PORT'].filter((name) => env[name])
  const folder = env['ASIDE_DATA'] ? '' : ', and the data a folder of its own'
  return `Set ${['PORT', ...own].join(', ')} to others (PORT=4000): what has no variable of its own takes the numbers after PORT${folder}.`
}

function sentence(thrown: unknown): string {
  if (!(thrown instanceof AppError)) return `Could not start (${codeOf(thrown)}). ${String(thrown)}`
  switch (thrown.code) {
    case 'PORT_TAKEN':
      return `Port ${thrown.ids['port']} is taken: another demo, or something else, listens there. End it, or choose another. ${otherPorts(process.env)}`
    case 'PORT_FORBIDDEN':
      return `This user may not listen on port ${thrown.ids['port']}. ${otherPorts(process.env)}`
    case 'DEMO_REFUSED':
      return `The demo does not start beside an installation. Unset or change: ${thrown.ids['names'] ?? 'ASIDE_DATA'}.`
    default:
      return (
        WHY[thrown.ids['why'] ?? ''] ?? `${thrown.message} ${Object.values(thrown.ids).join(' ')}`
      )
  }
}

await main()
