const numerals = '零壹贰叁肆伍陆柒捌玖'

const units = [
  [100_000_000, '亿'],
  [10_000, '万'],
  [1_000, '仟'],
  [100, '佰'],
  [10, '拾'],
] as const

/** An amount of yuan in the capitals that papers about money are written in (大写金额): hard to alter by hand.
 *  @param minor fen; money out is written with 负 before it
 *  @throws RangeError unless it is a safe integer
 *  @example capitalAmount(10010050) // '壹拾万零壹佰元伍角整' */
export function capitalAmount(minor: number): string {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`minor must be a safe integer, got ${minor}`)
  const fen = Math.abs(minor)
  const yuan = Math.floor(fen / 100)
  const text = [yuan > 0 ? `${spell(yuan)}元` : '', coins(fen, yuan > 0)].join('')
  return (minor < 0 ? '负' : '') + (text === '整' ? '零元整' : text)
}

/** What follows the yuan: `整` closes what has no fen, so that nothing can be added. */
function coins(fen: number, hasYuan: boolean): string {
  const [jiao, rest] = [Math.floor(fen / 10) % 10, fen % 10]
  if (rest === 0) return jiao === 0 ? '整' : `${numerals[jiao]}角整`
  if (jiao === 0) return `${hasYuan ? '零' : ''}${numerals[rest]}分`
  return `${numerals[jiao]}角${numerals[rest]}分`
}

/** A whole number above zero; a gap of places before the next digit is read as one 零. */
function spell(whole: number): string {
  const unit = units.find(([size]) => whole >= size)
  if (!unit) return numerals.charAt(whole)
  const [size, name] = unit
  const rest = whole % size
  const gap = rest > 0 && rest < size / 10 ? '零' : ''
  return `${spell(Math.floor(whole / size))}${name}${gap}${rest > 0 ? spell(rest) : ''}`
}
