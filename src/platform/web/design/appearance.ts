import { useSyncExternalStore } from 'react'
import { store, stored } from '../stored.ts'

export type Theme = 'system' | 'light' | 'dark'
export type Density = 'comfortable' | 'compact'
export interface Appearance {
  theme: Theme
  density: Density
  dark: boolean
}

const system = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let current = read()
system.addEventListener('change', changed)

export function useAppearance(): Appearance {
  return useSyncExternalStore(subscribe, () => current)
}

export function chooseTheme(theme: Theme) {
  store('theme', theme === 'system' ? null : theme)
  changed()
}

export function chooseDensity(density: Density) {
  store('density', density)
  changed()
}

function read(): Appearance {
  const chosen = stored('theme')
  const theme: Theme = chosen === 'light' || chosen === 'dark' ? chosen : 'system'
  const density: Density = stored('density') === 'compact' ? 'compact' : 'comfortable'
  return { theme, density, dark: theme === 'system' ? system.matches : theme === 'dark' }
}

function changed() {
  current = read()
  document.documentElement.dataset.theme = current.dark ? 'dark' : 'light'
  document.documentElement.dataset.density = current.density
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
