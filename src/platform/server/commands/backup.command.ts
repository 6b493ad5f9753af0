import type { Command } from 'commander'
import type { AskedBackup } from './backup.ts'

/** `forecourt backup FILE`: beside a running server or without one. */
export function registerBackup(program: Command): void {
  program
    .command('backup <file>')
    .description('write the whole database into one file, while people go on working')
    .option(
      '--with-keys',
      'put the keys in too, under a passphrase (FORECOURT_PASSPHRASE, else asked for): the file is then enough by itself',
    )
    .action(async (file: string, options: Omit<AskedBackup, 'file'>) => {
      const { backUp } = await import('./backup.ts')
      await backUp({ ...options, file })
    })
}
