import type { Command } from 'commander'

export function registerStart(program: Command): void {
  program
    .command('start')
    .description('run the server; an empty data folder gets the demo network first')
    .action(async () => {
      const { serve } = await import('./serve.ts') // the whole product; --help does without it
      const { prepareDemo } = await import('../../../../database/demo/run-demo.ts')
      await serve(prepareDemo)
    })
}
