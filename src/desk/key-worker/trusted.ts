import address from './worker.ts?worker&url'

interface Policy {
  createScriptURL(url: string): unknown
}
interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy
}

/**
 * The one Trusted Types policy of the desk: it lets the worker's own address through and nothing else. Markup and
 * scripts made from strings have no policy at all, so the browser refuses them.
 */
const policy = (window as unknown as { trustedTypes?: Factory }).trustedTypes?.createPolicy(
  'aside',
  {
    createScriptURL(url) {
      if (url !== address) throw new TypeError('not the worker')
      return url
    },
  },
)

export function scriptUrl(url: string): unknown {
  return policy === undefined ? url : policy.createScriptURL(url)
}
