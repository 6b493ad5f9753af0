import type { Model } from '../model.ts'
import { checkModel } from './check-model.ts'

const headBytes = 16

/** Reads a model from its binary form: "MDP1", int32 S, A, K; int32 successor[S·A·K]; float64 probability[S·A·K];
 *  float64 reward[S·A]; index ((s·A)+a)·K+k, little endian. The arrays are views of the buffer where its alignment
 *  allows (an even S·A·K), so that 272 MB are not copied; whoever changes the buffer changes the model.
 *  @throws TypeError unless the head and the size fit; RangeError that names the entry which is not possible
 *  Complexity: one pass over the entries.
 *  @example
 *  const file = new DataView(new ArrayBuffer(16 + 4 + 8 + 8))
 *  for (const [i, letter] of [...'MDP1'].entries()) file.setUint8(i, letter.charCodeAt(0))
 *  for (const offset of [4, 8, 12]) file.setInt32(offset, 1, true)
 *  file.setFloat64(20, 1, true)
 *  file.setFloat64(28, 7, true)
 *  readBinaryModel(file.buffer).reward // → [7]
 */
export function readBinaryModel(buffer: ArrayBuffer | SharedArrayBuffer): Model {
  const { states, actions, successors } = readHead(buffer)
  const rows = states * actions
  const entries = rows * successors
  const bytes = headBytes + entries * 12 + rows * 8
  if (buffer.byteLength !== bytes)
    throw new TypeError(
      `The model has ${buffer.byteLength} bytes; ${states} states × ${actions} actions × ${successors} successors take ${bytes}.`,
    )
  const probabilityAt = headBytes + entries * 4
  return checkModel({
    stateCount: states,
    rowStart: multiplesOf(actions, states + 1),
    action: new Int32Array(rows).map((_, row) => row % actions),
    entryStart: multiplesOf(successors, rows + 1),
    successor: new Int32Array(buffer, headBytes, entries),
    probability: floatsAt(buffer, probabilityAt, entries),
    reward: floatsAt(buffer, probabilityAt + entries * 8, rows),
  })
}

function readHead(buffer: ArrayBuffer | SharedArrayBuffer) {
  if (new Uint8Array(Uint16Array.of(1).buffer)[0] !== 1)
    throw new TypeError('This machine is big endian; the binary form of a model is little endian.')
  if (buffer.byteLength < headBytes)
    throw new TypeError(`The model has ${buffer.byteLength} bytes; its head alone takes ${headBytes}.`)
  const head = new DataView(buffer)
  const magic = String.fromCharCode(...new Uint8Array(buffer, 0, 4))
  if (magic !== 'MDP1')
    throw new TypeError(`The model begins with ${JSON.stringify(magic)}, not with "MDP1".`)
  const [states, actions, successors] = [4, 8, 12].map(offset => head.getInt32(offset, true)) as [
    number,
    number,
    number,
  ]
  for (const [name, count] of Object.entries({ states, actions, successors }))
    if (count < 1)
      throw new RangeError(`The head of the model says ${count} ${name}; there must be at least 1.`)
  if (states * actions * successors > 2 ** 31 - 1)
    throw new RangeError(`${states} × ${actions} × ${successors} entries are more than can be indexed.`)
  return { states, actions, successors }
}

function multiplesOf(step: number, length: number): Int32Array {
  return new Int32Array(length).map((_, index) => index * step)
}

/** A view where eight divides the offset, a copy elsewhere. */
function floatsAt(buffer: ArrayBuffer | SharedArrayBuffer, offset: number, length: number): Float64Array {
  if (offset % 8 === 0) return new Float64Array(buffer, offset, length)
  return new Float64Array(buffer.slice(offset, offset + length * 8))
}
