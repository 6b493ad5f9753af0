import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { packageRoot } from '../package-root.ts'

/** The program as a person runs it: its own process, with nothing of this one but what is given. */
export interface Product {
  address: string
  process: ChildProcess
  /** Everything it has printed so far. */
  output(): string
  /** Asks it to stop and answers how it ended. */
  stop(signal?: NodeJS.Signals): Promise<Ended>
}

export interface Ended {
  code: number | null
  output: string
}

interface RunOptions {
  /** Settings, such as FORECOURT_DATA; PORT is a free one unless given. */
  env: Record<string, string>
  uid?: number
  gid?: number
  /** Milliseconds after which it is asked to stop. */
  timeout?: number
  /** Another copy of the program than the one built here. */
  program?: string
}

let built: Promise<string> | undefined

/** The bundled program, built when its sources changed. */
export function builtProgram(): Promise<string> {
  built ??= promisify(execFile)(process.execPath, [join(packageRoot, 'bin/build.mjs'), '--server']).then(
    ({ stdout }) => stdout.trim(),
  )
  return built
}

/** Starts a server and waits until it answers. */
export async function startProduct(options: RunOptions, args = ['serve']): Promise<Product> {
  const { child, output, ended } = await launchProduct(args, options)
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = output().match(/https?:\/\/[^\s]+/)?.[0]
      if (found) resolve(found)
    })
    ended.then(end => reject(new Error(`It ended with ${end.code} before it listened:\n${end.output}`)))
  })
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return ended
  }
  return { address, process: child, output, stop }
}

/** Runs a command to its end. */
export async function runProduct(args: string[], options: RunOptions): Promise<Ended> {
  const { ended } = await launchProduct(args, { ...options, timeout: 50_000 })
  return ended
}

/** Starts it and waits for nothing. */
export async function launchProduct(args: string[], { env, program, ...others }: RunOptions) {
  const child = spawn(process.execPath, [program ?? (await builtProgram()), ...args], {
    cwd: '/',
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...others,
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', chunk => {
      text += chunk
    })
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => resolve({ code, output: text }))
  })
  return { child, output: () => text, ended }
}
