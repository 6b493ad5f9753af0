import type { Command } from 'commander'
import type { RegisterCommand } from '../../platform/server/commands/command.ts'
import { inDatabase } from '../../platform/server/commands/in-database.ts'
import { connect } from '../../platform/server/database/connect.ts'
import { networkMap } from '../../platform/server/network-map.ts'
import { recountAll } from './rollups.ts'

/** `forecourt recount` */
export const registerRecount: RegisterCommand = (program: Command) => {
  program
    .command('recount')
    .description('count all sales again for the overview: cohorts, months, endings, times in stage')
    .action(() =>
      inDatabase(async ({ urls, log }) => {
        const owner = connect(urls.owner, { max: 1 })
        try {
          const stores = await networkMap(owner, () => new Date()).ids()
          const months = await recountAll(owner, stores)
          log(`${months} months of ${stores.length} organisations counted.`)
        } finally {
          await owner.destroy()
        }
      }),
    )
}
