import type { Command } from 'commander'
import { serve } from './serve.ts'

export function registerStart(program: Command): void {
  program
    .command('start')
    .description('run the server; an empty data folder gets the demo network first')
    .action(() => serve())
}
