import type { Command } from 'commander'
import { inDatabase } from './in-database.ts'

export function registerMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database up to this version, and make its login roles')
    .action(() =>
      inDatabase(async () => {
        process.stdout.write('The database is up to date.\n')
      }),
    )
}
