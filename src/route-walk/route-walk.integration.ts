import { afterAll, beforeAll } from 'vitest'
import { auditLog } from './audit.suite.ts'
import { fieldRules } from './fields.suite.ts'
import { liveWalk } from './live.suite.ts'
import { walkNamedIds } from './named-ids.suite.ts'
import { walkOwn } from './own.suite.ts'
import { walkReads } from './reads.suite.ts'
import { replays } from './replays.suite.ts'
import { revocation } from './revocation.suite.ts'
import { walkTable } from './table.suite.ts'
import { dealerWall } from './wall.suite.ts'
import { makeWorld, type World } from './world.ts'
import { walkWrites } from './writes.suite.ts'

/** Every route × every role × own, foreign and missing ids; then what no single answer shows.
 *  What is expected is written in the rows. */
let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world?.server.close())

const at = () => world

walkTable(at)
walkReads(at)
walkWrites(at)
walkNamedIds(at)
walkOwn(at)
fieldRules(at)
replays(at)
liveWalk(at)
revocation(at)
dealerWall(at)
auditLog(at)
