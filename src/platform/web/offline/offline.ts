import { forgetDrafts, store, stored } from '../stored.ts'
import { dropOthersAnswers, keepAnswers } from './kept.ts'
import { registerWorker } from './updates.ts'
import { dropStaleActs, followWaiting } from './waiting.ts'

const registeredAfterMs = 3_000 // the first screen goes before
let registering = false

/** Everything that a signed-in person needs to work on without a network, until the answer is called. */
export function beginOffline(staffId: string, kept: ReadonlySet<string>): () => void {
  if (stored('person') !== staffId) forgetDrafts() // another's words are in them
  store('person', staffId)
  for (const work of [dropOthersAnswers(staffId), dropStaleActs(staffId)]) work.catch(tellWhy)
  const ends = [keepAnswers(staffId, kept), followWaiting(staffId)]
  if (!registering) setTimeout(() => void registerWorker().catch(tellWhy), registeredAfterMs)
  registering = true
  return () => {
    for (const end of ends) end()
  }
}

/** The app works without all of this. */
function tellWhy(failure: unknown): void {
  console.warn('The app will not open without a network:', failure)
}
