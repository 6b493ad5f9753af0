import type { Kernel } from './kernel.ts'
import { kernelBytes, sharedKernelBytes } from './kernel-bytes.ts'
import type { Layout } from './space.ts'

/** The part of WebAssembly that is used: neither every browser's nor Node's types have it under one name. */
interface Engine {
  readonly Memory: new (size: { initial: number; maximum: number; shared?: boolean }) => KernelMemory
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (
    module: object,
    imports: Record<string, Record<string, unknown>>,
  ) => {
    readonly exports: Readonly<Record<string, unknown>>
  }
}

export interface KernelMemory {
  readonly buffer: ArrayBufferLike
}

type Run = (...numbers: number[]) => void

const pageBytes = 65536
const pagesMax = 65536
const modules = new Map<string, object>()

/** Whether so many bytes can be had: WebAssembly reaches 4 GiB, and some browsers switch it off. */
export function fitsWasm(byteCount: number): boolean {
  return engine() !== undefined && byteCount <= pageBytes * pagesMax
}

export function allocateMemory(byteCount: number, isShared: boolean): KernelMemory {
  const { Memory } = engineOrThrow()
  const size = { initial: Math.max(1, Math.ceil(byteCount / pageBytes)), maximum: pagesMax }
  return new Memory(isShared ? { ...size, shared: true } : size)
}

export function createWasmKernel(memory: KernelMemory, { at }: Layout): Kernel {
  const { Instance } = engineOrThrow()
  const { exports } = new Instance(compileFor(memory), { space: { memory, ...at } })
  const run = (name: string) => exports[name] as Run
  const [survey, improve, evaluate] = [run('survey'), run('improve'), run('evaluate')]
  const [measureMove, shiftBlocks, relax] = [run('measureMove'), run('shiftBlocks'), run('relax')]
  const places = [at.valueA, at.valueB] as const
  return {
    survey,
    improve: (side, ...rest) => improve(places[side]!, places[1 - side]!, ...rest),
    evaluate: (side, ...rest) => evaluate(places[side]!, places[1 - side]!, ...rest),
    measureMove: (side, ...rest) => measureMove(places[side]!, ...rest),
    shiftBlocks: (side, ...rest) => shiftBlocks(places[side]!, ...rest),
    relax: (side, ...rest) => relax(places[side]!, ...rest),
    measureReach: run('measureReach'),
    sumBlocks: run('sumBlocks'),
  }
}

function compileFor({ buffer }: KernelMemory): object {
  const bytes = buffer instanceof ArrayBuffer ? kernelBytes : sharedKernelBytes
  const known = modules.get(bytes)
  if (known) return known
  const { Module } = engineOrThrow()
  const module = new Module(Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0)))
  modules.set(bytes, module)
  return module
}

function engineOrThrow(): Engine {
  const found = engine()
  if (!found) throw new TypeError("This runtime has no WebAssembly: ask for kernel 'typescript'.")
  return found
}

function engine(): Engine | undefined {
  return (globalThis as { WebAssembly?: Engine }).WebAssembly
}
