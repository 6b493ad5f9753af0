import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Model } from '../model.ts'

/** One run of the C++ yardstick. */
export interface ReferenceRun {
  readonly sweeps: number
  readonly evals: number
  readonly solve_s: number
  readonly cpu_s: number
  readonly V0: number
}

export interface Reference {
  writeModel(model: Model): void
  run(gamma: number, epsilon: number, threads: number): ReferenceRun
  remove(): void
}

/** Compiles the yardstick whose source FORECOURT_MPI_REFERENCE names: it is not ours to keep.
 *  @returns why not, when it cannot be had */
export function compileReference(): Reference | string {
  const source = process.env.FORECOURT_MPI_REFERENCE
  if (!source) return 'FORECOURT_MPI_REFERENCE does not name the source of the C++ reference'
  const folder = mkdtempSync(join(tmpdir(), 'forecourt-mpi-'))
  const program = join(folder, 'mpi')
  const file = join(folder, 'model.bin')
  try {
    execFileSync('g++', ['-O3', '-march=native', '-fopenmp', '-o', program, source], { stdio: 'pipe' })
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    return `g++ did not compile ${source}: ${error instanceof Error ? error.message.split('\n')[0] : error}`
  }
  return {
    writeModel: model => writeFileSync(file, bytesOf(model)),
    run: (gamma, epsilon, threads) =>
      JSON.parse(
        execFileSync(program, [file, String(gamma), String(epsilon), 'cmpi20', String(threads)], {
          encoding: 'utf8',
        }),
      ) as ReferenceRun,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** "MDP1", states, actions, successors; successor, probability, reward. */
function bytesOf({ stateCount, rowStart, entryStart, successor, probability, reward }: Model): Buffer {
  const head = Buffer.alloc(16)
  head.write('MDP1', 0, 'latin1')
  head.writeInt32LE(stateCount, 4)
  head.writeInt32LE(rowStart[1]!, 8)
  head.writeInt32LE(entryStart[1]!, 12)
  const parts = [successor, probability, reward]
  return Buffer.concat([
    head,
    ...parts.map(part => Buffer.from(part.buffer, part.byteOffset, part.byteLength)),
  ])
}
