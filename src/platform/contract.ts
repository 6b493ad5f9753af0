import type { z } from 'zod'
import type { Access } from './permissions.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type ProblemCode = `${string}.${string}`

/** What an endpoint takes and answers: the one source of its validation, types, form and OpenAPI page.
 *  `answer: 'file'` streams a download, `'events'` a live stream; both have no JSON schema. */
export interface Contract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly name: string // unique operation id: 'sendQuote'
  readonly method: Method
  readonly path: `/api/${string}` // parameters as {id}
  readonly summary: string
  readonly access: Access
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body | 'upload'
  readonly status?: 200 | 201 | 202
  readonly answer: Answer | 'file' | 'events'
  /** An edit of something that has a version: If-Match is required, the answer carries an ETag. */
  readonly ifMatch?: true
  readonly problems: readonly ProblemCode[]
}

/** Declares an endpoint, keeping the exact types of its parts.
 *  Every method but GET carries an Idempotency-Key. */
export function contract<
  Params extends z.ZodType = z.ZodNever,
  Query extends z.ZodType = z.ZodNever,
  Body extends z.ZodType = z.ZodNever,
  Answer extends z.ZodType = z.ZodType,
>(declared: Contract<Params, Query, Body, Answer>): Contract<Params, Query, Body, Answer> {
  return declared
}

export type ParamsOf<C> = C extends Contract<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.output<P> : never
export type QueryOf<C> = C extends Contract<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.output<Q> : never
export type BodyOf<C> = C extends Contract<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.output<B> : never
export type AnswerOf<C> = C extends Contract<z.ZodType, z.ZodType, z.ZodType, infer A> ? z.output<A> : never
/** What a caller passes: the input side of the same schemas. */
export type CallOf<C> =
  C extends Contract<infer P, infer Q, infer B, z.ZodType>
    ? PartOf<'params', P> & PartOf<'query', Q> & PartOf<'body', B>
    : never
type PartOf<Name extends string, S extends z.ZodType> = [z.input<S>] extends [never]
  ? { [name in Name]?: undefined }
  : { [name in Name]: z.input<S> }
