/** log Γ(x) for x > 0: Stirling's series after a shift above 10 (Abramowitz & Stegun 6.1.41). */
export function logGamma(x: number): number {
  let shift = 0
  let z = x
  while (z < 10) {
    shift += Math.log(z)
    z++
  }
  const inverse = 1 / (z * z)
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / z
  return (z - 0.5) * Math.log(z) - z + 0.9189385332046727 + series - shift
}
