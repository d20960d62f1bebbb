import { useSyncExternalStore } from 'react'
import { contrast, type DeskTheme, dark, light } from './theme.ts'

/** Colour scheme; `machine` follows the operating system. Kept in memory only. */
export const SCHEMES = ['machine', 'light', 'dark', 'contrast'] as const
export type Scheme = (typeof SCHEMES)[number]

const DARK = '(prefers-color-scheme: dark)'
const FORCED = '(forced-colors: active)'

function machineScheme(): Exclude<Scheme, 'machine'> {
  if (window.matchMedia(FORCED).matches) return 'contrast'
  return window.matchMedia(DARK).matches ? 'dark' : 'light'
}

function watch(changed: () => void): () => void {
  const queries = [DARK, FORCED].map((query) => window.matchMedia(query))
  for (const query of queries) query.addEventListener('change', changed)
  return () => {
    for (const query of queries) query.removeEventListener('change', changed)
  }
}

const THEMES: Record<Exclude<Scheme, 'machine'>, DeskTheme> = { light, dark, contrast }

export function useTheme(scheme: Scheme): { theme: DeskTheme; shown: Exclude<Scheme, 'machine'> } {
  const machine = useSyncExternalStore(watch, machineScheme)
  const shown = scheme === 'machine' ? machine : scheme
  return { theme: THEMES[shown], shown }
}
