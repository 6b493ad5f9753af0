export type PasswordFault = 'too-short' | 'too-long' | 'too-common' | 'has-username'

export const passwordCharactersMin = 10
export const passwordCharactersMax = 128

/** What is wrong with a password, or null. Length is what counts; the list refuses what is tried first. */
export function faultOfPassword(password: string, username: string): PasswordFault | null {
  if ([...password].length < passwordCharactersMin) return 'too-short'
  if (password.length > passwordCharactersMax) return 'too-long'
  const plain = password.toLowerCase()
  if (username.length >= 3 && plain.includes(username.toLowerCase())) return 'has-username'
  return isCommon(plain) ? 'too-common' : null
}

function isCommon(plain: string): boolean {
  if (new Set(plain).size <= 3) return true
  if (isRun(plain) || isRepeated(plain)) return true
  const spelt = spellOut(plain)
  return commonWords.some(each => isPadded(plain, each) || isPadded(spelt, each))
}

/** 'p@ssw0rd2024' → 'password' */
function spellOut(plain: string): string {
  return plain
    .replace(/^\d+|\d+$/g, '')
    .replace(/[@4]/g, 'a')
    .replace(/0/g, 'o')
    .replace(/[1!]/g, 'i')
    .replace(/[$5]/g, 's')
}

/** 1234567890, qwertyuiop, zyxwvut…: each character beside the last one. */
function isRun(plain: string): boolean {
  return rows.some(row => row.includes(plain) || row.includes([...plain].reverse().join('')))
}

/** 'abc123abc123' */
function isRepeated(plain: string): boolean {
  for (let size = 1; size <= plain.length / 2; size++) {
    if (plain.length % size === 0 && plain.slice(0, size).repeat(plain.length / size) === plain) return true
  }
  return false
}

/** A common word and nothing but digits and marks around it. */
function isPadded(plain: string, word: string): boolean {
  const at = plain.indexOf(word)
  return at >= 0 && !/\p{L}/u.test(plain.slice(0, at) + plain.slice(at + word.length))
}

const digits = '01234567890123456789'
const letters = 'abcdefghijklmnopqrstuvwxyz'
const keys = [
  '1234567890-=',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  '1qaz2wsx3edc4rfv5tgb',
  'qazwsxedcrfv',
]
const rows = [digits, letters + letters, ...keys, keys.slice(0, 4).join(''), keys.slice(1, 4).join('')]

const commonWords = [
  'password',
  'passwort',
  'passwd',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'zxcvbnm',
  'iloveyou',
  'letmein',
  'welcome',
  'administrator',
  'admin',
  'root',
  'monkey',
  'dragon',
  'football',
  'baseball',
  'sunshine',
  'princess',
  'superman',
  'trustnoone',
  'changeme',
  'default',
  'secret',
  'abcabc',
  'woaini',
  'mima',
  'forecourt',
]
