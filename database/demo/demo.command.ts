import type { Command } from 'commander'

export function registerDemo(program: Command): void {
  program
    .command('demo')
    .description('load the demo network into an empty database, or clear it for real use')
    .option('--clear', 'empty a database that holds the demo network')
    .action(async ({ clear }: { clear?: boolean }) => {
      const { inDatabase } = await import('../../src/platform/server/commands/in-database.ts')
      const { runClearing, runLoading } = await import('./run-demo.ts') // half the product; --help does without it
      await inDatabase(clear ? runClearing : runLoading)
    })
}
