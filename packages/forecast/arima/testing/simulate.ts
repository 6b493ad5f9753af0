/** A seeded stream of standard normal numbers (mulberry32, Box & Muller). */
export function normalStream(seed: number): () => number {
  let state = seed >>> 0
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let z = Math.imul(state ^ (state >>> 15), state | 1)
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61)
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296
  }
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}

/** An ARMA process after 200 periods that are thrown away. */
export function simulateArma(ar: number[], ma: number[], length: number, normal: () => number): Float64Array {
  const e: number[] = []
  const w: number[] = []
  for (let t = 0; t < length + 200; t++) {
    e.push(normal())
    let value = e[t]!
    ar.forEach((coefficient, i) => {
      value += coefficient * (w[t - 1 - i] ?? 0)
    })
    ma.forEach((coefficient, i) => {
      value += coefficient * (e[t - 1 - i] ?? 0)
    })
    w.push(value)
  }
  return Float64Array.from(w.slice(200))
}
