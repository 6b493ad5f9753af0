import type { Command } from 'commander'
import type { AskedImport } from './import-file.ts'

/** `forecourt import stock cars.xlsx --dealer D01`: beside a running server or without one. */
export function registerImport(program: Command): void {
  program
    .command('import <kind> <file>')
    .description('import a CSV or XLSX file: stock, leads, customers, sales, staff or models')
    .requiredOption('--dealer <code>', 'the store that it goes into, such as D01')
    .option(
      '--map <field=heading>',
      'which column holds a field: price=售价, vin=#4; note= leaves it out',
      collect,
    )
    .option('--date-order <order>', 'ymd, dmy or mdy; for one column wonOn=dmy', collect)
    .option('--currency <code>', 'of amounts that do not say theirs, such as GBP')
    .option('--distance-unit <unit>', 'km or mi')
    .option('--sheet <name>', 'of a workbook with several')
    .option('--encoding <name>', 'utf-8, gb18030 …, when it is not found out right')
    .option(
      '--language <zh|en>',
      'of the reasons in the file of refused rows',
      /^zh/.test(process.env.LANG ?? '') ? 'zh' : 'en',
    )
    .option('--dry-run', 'say what would happen and change nothing')
    .option('--json', 'print the counts as JSON')
    .action(async (kind: string, file: string, options: Omit<AskedImport, 'kind' | 'file'>) => {
      const { inDatabase } = await import('./in-database.ts')
      const { checkAsked, importFile } = await import('./import-file.ts') // half the product; --help does without it
      const asked = await checkAsked({ ...options, kind, file })
      await inDatabase(context => importFile(context, asked))
    })
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}
