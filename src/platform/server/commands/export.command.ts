import type { Command } from 'commander'
import type { AskedExport } from './export-list.ts'

/** `forecourt export sales --dealer D01 --out sales.xlsx`: beside a running server or without one. */
export function registerExport(program: Command): void {
  program
    .command('export <list>')
    .description('write a list as CSV or XLSX: customers, vehicles, sales or leads')
    .requiredOption('--dealer <code>', 'the store whose list it is, such as D01')
    .option('--format <format>', 'csv or xlsx; by default that of the file, else csv')
    .option('--out <file>', 'where to write it; by default to the standard output')
    .option('--language <zh|en>', 'of the headings', /^zh/.test(process.env.LANG ?? '') ? 'zh' : 'en')
    .action(async (list: string, options: Omit<AskedExport, 'list'>) => {
      const { inDatabase } = await import('./in-database.ts')
      const { checkAsked, exportList } = await import('./export-list.ts') // half the product; --help does without it
      const asked = checkAsked({ ...options, list })
      await inDatabase(context => exportList(context, asked))
    })
}
