import type { Command } from 'commander'

export function registerServe(program: Command): void {
  program
    .command('serve')
    .description('run the server on this data, empty or not')
    .action(async () => {
      const { serve } = await import('./serve.ts') // the whole product; --help does without it
      await serve()
    })
}
