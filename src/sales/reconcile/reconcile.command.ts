import type { Command } from 'commander'
import type { RegisterCommand } from '../../platform/server/commands/command.ts'
import { inDatabase } from '../../platform/server/commands/in-database.ts'
import { connect } from '../../platform/server/database/connect.ts'
import { Refusal } from '../../platform/server/refusal.ts'
import { reconcile } from './reconcile.ts'

/** `forecourt reconcile` */
export const registerReconcile: RegisterCommand = (program: Command) => {
  program
    .command('reconcile')
    .description(
      'recount the books: sales against their events, cars against claims, VINs and deliveries, money against sales',
    )
    .option('--json', 'print { sales, events, disagreements } for a program')
    .action(({ json }: { json?: boolean }) =>
      inDatabase(async ({ urls, log }) => {
        const owner = connect(urls.owner, { max: 1 })
        try {
          const { sales, events, disagreements } = await reconcile(
            owner,
            done => done % 5000 === 0 && log(`${done} sales …`),
          )
          if (json) process.stdout.write(`${JSON.stringify({ sales, events, disagreements })}\n`)
          else for (const { what, subject } of disagreements) process.stdout.write(`${subject}: ${what}\n`)
          if (disagreements.length > 0)
            throw new Refusal(`${disagreements.length} disagreement(s) in ${sales} sales.`)
          if (!json) process.stdout.write(`${sales} sales and ${events} events agree.\n`)
        } finally {
          await owner.destroy()
        }
      }),
    )
}
