import type { Activity } from './activity.ts'
import { isLoopback, ofThisMachine } from './service-url.ts'
import type { GateVerdict } from './token-gate.ts'

/** Request data that the demo checks instead of a signature. */
export interface Caller {
  readonly remoteAddress: string | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

/**
 * Request gate of the demo, which has no credentials: loopback only. Refuses tunnels, proxies, foreign pages in a
 * browser on this machine, and service URLs elsewhere (T-127).
 */
export function demoGate(
  caller: Caller,
  activity: Pick<Activity, 'serviceUrl' | 'channelId'>,
): GateVerdict {
  const { headers } = caller
  if (!isLoopback(caller.remoteAddress ?? '')) return refuse('demo_remote')
  if (FORWARDED.some((name) => headers[name] !== undefined)) return refuse('demo_forwarded')
  if (!isLoopback(hostOf(`http://${headers['host'] ?? ''}`))) return refuse('demo_host')
  const origin = headers['origin']
  if (origin !== undefined && !isLoopback(hostOf(String(origin)))) return refuse('demo_origin')
  if (!String(headers['content-type'] ?? '').startsWith('application/json')) {
    return refuse('demo_type')
  }
  if (!ofThisMachine(activity.serviceUrl)) return refuse('demo_service_url')
  return activity.channelId === 'msteams' ? { pass: true } : refuse('channel')
}

const hostOf = (url: string) => URL.parse(url)?.hostname ?? ''
const refuse = (why: string): GateVerdict => ({ pass: false, status: 401, why })
