import { networkZh } from '../network.words.ts'
import { networkWords } from '../network-words.web.ts'

/** `vehicles:read` in words; a scope that this version does not know stands as it is. */
export function scopeText(scope: string): string {
  const [noun = '', verb = ''] = scope.split(':')
  return isKnown(networkZh.noun, noun) && isKnown(networkZh.verb, verb)
    ? `${networkWords(`noun.${noun}`)}: ${networkWords(`verb.${verb}`)}`
    : scope
}

export function nounText(noun: string): string {
  return isKnown(networkZh.noun, noun) ? networkWords(`noun.${noun}`) : noun
}

export function verbText(verb: string): string {
  return isKnown(networkZh.verb, verb) ? networkWords(`verb.${verb}`) : verb
}

function isKnown<Words extends object>(words: Words, name: string): name is Extract<keyof Words, string> {
  return Object.hasOwn(words, name)
}
