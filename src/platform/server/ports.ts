import { randomFillSync } from 'node:crypto'

/** The outside world as arguments: a test or the demo generator brings its own. */
export interface Ports {
  readonly now: () => Date
  readonly newId: () => string
}

export const systemPorts: Ports = { now: () => new Date(), newId: () => uuidv7(Date.now(), random10()) }

const pool = Buffer.alloc(10 * 400)
let poolUsed = pool.length

/** Drawn by the pool: asking the system for each id costs more than making it. */
function random10(): Uint8Array {
  if (poolUsed === pool.length) {
    randomFillSync(pool)
    poolUsed = 0
  }
  poolUsed += 10
  return pool.subarray(poolUsed - 10, poolUsed)
}

let lastMillisecond = 0
let withinMillisecond = 0

/** UUIDv7 (RFC 9562): 48 bits of time, a 12-bit count within the millisecond, 62 random bits.
 *  @param milliseconds since the epoch  @param random at least 10 bytes */
export function uuidv7(milliseconds: number, random: Uint8Array): string {
  if (milliseconds > lastMillisecond) {
    lastMillisecond = milliseconds
    withinMillisecond = 0
  } else if (milliseconds === lastMillisecond) withinMillisecond = (withinMillisecond + 1) & 0xfff
  else withinMillisecond = ((random[8]! << 8) | random[9]!) & 0xfff
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(milliseconds, 0, 6)
  bytes.writeUInt16BE(0x7000 | withinMillisecond, 6)
  bytes.set(random.subarray(0, 8), 8)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
