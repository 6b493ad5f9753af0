import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { registerDemo } from '../database/demo/demo.command.ts'
import { registerForecast } from './analytics/forecast/forecast.command.ts'
import { registerStock } from './inventory/stock-control/stock.command.ts'
import { registerUser } from './network/staff/staff.command.ts'
import { registerBackup } from './platform/server/commands/backup.command.ts'
import type { RegisterCommand } from './platform/server/commands/command.ts'
import { registerExport } from './platform/server/commands/export.command.ts'
import { registerImport } from './platform/server/commands/import.command.ts'
import { registerMigrate } from './platform/server/commands/migrate.command.ts'
import { registerRestore } from './platform/server/commands/restore.command.ts'
import { registerServe } from './platform/server/commands/serve.command.ts'
import { registerStart } from './platform/server/commands/start.command.ts'
import { packageRoot } from './platform/server/package-root.ts'
import { Refusal } from './platform/server/refusal.ts'
import { registerReconcile } from './sales/reconcile/reconcile.command.ts'
import { registerRecount } from './sales/rollups/recount.command.ts'
import { registerSolve } from './strategy/solve/solve.command.ts'

const commands: RegisterCommand[] = [
  registerStart,
  registerServe,
  registerMigrate,
  registerDemo,
  registerImport,
  registerExport,
  registerBackup,
  registerRestore,
  registerUser,
  registerReconcile,
  registerRecount,
  registerSolve,
  registerStock,
  registerForecast,
]

await run(process.argv)

async function run(arguments_: string[]): Promise<void> {
  try {
    await makeProgram().parseAsync(arguments_)
    process.exit()
  } catch (error) {
    // One sentence for what the operator can cure; a stack for what only we can.
    process.stderr.write(`${error instanceof Refusal ? error.message : describe(error)}\n`)
    process.exit(1)
  }
}

function makeProgram(): Command {
  const { version, description } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
  const program = new Command('forecourt').description(description).version(version).showHelpAfterError()
  for (const register of commands) register(program)
  return program
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
