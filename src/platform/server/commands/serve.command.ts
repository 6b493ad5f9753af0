import type { Command } from 'commander'
import { serve } from './serve.ts'

export function registerServe(program: Command): void {
  program
    .command('serve')
    .description('run the server on this data, empty or not')
    .action(() => serve())
}
