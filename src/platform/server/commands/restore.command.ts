import type { Command } from 'commander'
import type { AskedRestore } from './restore.ts'

/** `forecourt restore FILE`: into an empty system that no server runs on. */
export function registerRestore(program: Command): void {
  program
    .command('restore <file>')
    .description('put a backup into an empty system, and recount its books')
    .option(
      '--check',
      'only read the file through and say whether it is whole; needs its keys, changes nothing',
    )
    .action(async (file: string, options: Omit<AskedRestore, 'file'>) => {
      const { restoreBackup } = await import('./restore.ts')
      await restoreBackup({ ...options, file })
    })
}
