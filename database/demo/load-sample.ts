import { businessDate } from '../../src/platform/business-date.ts'
import { timeZone } from './calendar.ts'
import { type LoadOptions, loadDemo } from './load-demo.ts'

const demoSeed = 'forecourt'

/** The demo network as everybody gets it: whole, the same each time, up to today. */
export function loadSample(options: Omit<LoadOptions, 'seed' | 'today' | 'scale'>): Promise<void> {
  const today = businessDate(new Date().toISOString(), timeZone)
  return loadDemo({ ...options, seed: demoSeed, today, scale: 1 })
}
