import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import type { RegisterCommand } from '../../platform/server/commands/command.ts'
import { Refusal } from '../../platform/server/refusal.ts'

/** `forecourt stock` */
export const registerStock: RegisterCommand = (program: Command) => {
  program
    .command('stock')
    .description('answer a question of stock control: how many to order, and when')
    .argument(
      '<case>',
      'a file with one JSON object: a method and its inputs; - reads it from standard input',
    )
    .option('--json', 'print one JSON object')
    .action(async (path: string, { json }: { json?: boolean }) => {
      const { solveCase } = await import('./solve-case.ts')
      const answer = await solveCase(await readInput(path))
      process.stdout.write(json ? `${JSON.stringify(answer)}\n` : tabulate(answer))
    })
}

async function readInput(path: string): Promise<string> {
  if (path === '-') return text(process.stdin)
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new Refusal(
      `File "${path}" cannot be read (${(error as NodeJS.ErrnoException).code}): give a file.`,
    )
  }
}

function tabulate(answer: Readonly<Record<string, unknown>>): string {
  const width = Math.max(...Object.keys(answer).map(name => name.length))
  return Object.entries(answer)
    .map(
      ([name, value]) =>
        `${name.padEnd(width)}  ${typeof value === 'string' ? value : JSON.stringify(value)}\n`,
    )
    .join('')
}
