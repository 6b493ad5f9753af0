import { ApiProblem, type FieldError } from './api-problem.ts'

/** Gives the field errors of a refusal the slice's own words, where it has one for the error's code. */
export async function inWords<Answer>(
  act: Promise<Answer>,
  wordOf: (error: FieldError) => string | undefined,
): Promise<Answer> {
  try {
    return await act
  } catch (failure) {
    if (!(failure instanceof ApiProblem) || failure.errors.length === 0) throw failure
    const errors = failure.errors.map(error => ({ ...error, message: wordOf(error) ?? error.message }))
    throw new ApiProblem(failure.status, { ...failure.extensions, errors })
  }
}

/** A refusal of one field before anything is sent, shown as the server's would be. */
export function refusedField(path: string, message: string): ApiProblem {
  return new ApiProblem(422, { code: 'request.invalid', errors: [{ path, code: 'invalid', message }] })
}
