import type { z } from 'zod'
import { kitWords } from './kit.words.ts'

/** Why a value does not fit, in the reader's language. */
export function issueText(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? kitWords('issue.required') : kitWords('issue.type')
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return issue.origin === 'string'
        ? kitWords('issue.tooLong', { maximum: Number(issue.maximum) })
        : kitWords('issue.tooBig', { maximum: Number(issue.maximum) })
    case 'invalid_format':
      return kitWords('issue.format')
    case 'invalid_value':
      return kitWords('issue.choice')
    case 'unrecognized_keys':
      return kitWords('issue.unknown')
    default:
      return kitWords('issue.type')
  }
}

function tooSmall(issue: z.core.$ZodIssueTooSmall): string {
  if (issue.origin === 'array') return kitWords('issue.required')
  if (issue.origin !== 'string') return kitWords('issue.tooSmall', { minimum: Number(issue.minimum) })
  return Number(issue.minimum) <= 1
    ? kitWords('issue.required')
    : kitWords('issue.tooShort', { minimum: Number(issue.minimum) })
}
