import type { Command } from 'commander'
import type { DatabaseUrls } from '../database/connect.ts'
import type { Settings } from '../settings.ts'

/** A command adds itself to the program; src/cli.ts names them all. */
export type RegisterCommand = (program: Command) => void

/** What a command works with. */
export interface CommandContext {
  settings: Settings
  urls: DatabaseUrls
  /** Aborted by Ctrl-C or SIGTERM: stop at the next safe point. */
  signal: AbortSignal
  /** A line for the person at the terminal, on stderr: stdout is for results. */
  log: (line: string) => void
}

export function logLine(line: string): void {
  process.stderr.write(`${line}\n`)
}
