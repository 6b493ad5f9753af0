import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../platform/server/package-root.ts'
import { defaultDefinition } from '../process/default-definition.rules.ts'

/** The steps of the processes that networks were founded with before any migration added to them. */
const founded = [
  'plan-follow-up',
  'complete-follow-up',
  'record-showing',
  'book-test-drive',
  'start-test-drive',
  'return-test-drive',
  'cancel-test-drive',
  'miss-test-drive',
  'draft-quote',
  'revise-quote',
  'send-quote',
  'reserve-car',
  'release-car',
  'expire-reservation',
  'sign-contract',
  'match-car',
  'record-payment',
  'reverse-payment',
  'mark-item',
  'unmark-item',
  'deliver',
  'hand-over',
  'propose-loss',
  'confirm-loss',
  'decline-loss',
  'cancel-sale',
]

// A network that runs keeps its process in the database: what only the default knows, nobody there could ever do.
test('a step that came later is brought to running networks by a migration', () => {
  const folder = join(packageRoot, 'database', 'migrations')
  const changes = readdirSync(folder)
    .map(name => readFileSync(join(folder, name), 'utf8'))
    .filter(text => text.includes('update app.process_definitions'))
  const later = defaultDefinition.transitions
    .map(({ action }) => action)
    .filter(action => !founded.includes(action))
  expect(later.filter(action => !changes.some(text => text.includes(`'${action}'`)))).toEqual([])
})
