import { randomInt } from 'node:crypto'

const letters = 'abcdefghjkmnpqrstuvwxyz23456789' // none that look alike on paper
const groups = 4
const groupLength = 4

/** A password to be read out or written down once: 16 letters, 79 bits. */
export function makeOneTimePassword(): string {
  const group = () => Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}
