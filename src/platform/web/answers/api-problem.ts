/** What was wrong with one field: where (`customer.name`), which rule, and words for a person. */
export interface FieldError {
  path: string
  code: string
  message: string
}

/** A refusal by the server (problem+json), or no answer at all (`status` 0, code `request.offline`). */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly cure: string
  readonly errors: readonly FieldError[]
  readonly extensions: Readonly<Record<string, unknown>>

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '')
    super(text('title') || text('code') || `HTTP ${status}`)
    this.name = 'ApiProblem'
    this.status = status
    this.code = text('code') || (status === 0 ? 'request.offline' : 'request.failed')
    this.title = text('title')
    this.detail = text('detail')
    this.cure = text('cure')
    this.errors = Array.isArray(body.errors) ? body.errors.filter(isFieldError) : []
    this.extensions = body
  }

  /** Nobody can know whether the server acted: the same intent may be sent again under the same key. */
  get unanswered(): boolean {
    return this.status === 0 || this.status >= 502
  }
}

function isFieldError(value: unknown): value is FieldError {
  if (typeof value !== 'object' || value === null) return false
  return 'path' in value && typeof value.path === 'string' && 'message' in value
}
