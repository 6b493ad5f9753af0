import { expect, test } from 'vitest'
import { ApiProblem } from './api-problem.ts'
import { newKey, urlOf } from './client.ts'

test('parameters are escaped into the path and lists repeat in the query', () => {
  const url = urlOf(
    '/api/sales/{id}/quotes',
    { id: 'a/b' },
    { stage: ['showing', 'lost'], text: '', limit: 50 },
  )
  expect(url).toBe('/api/sales/a%2Fb/quotes?stage=showing&stage=lost&limit=50')
})

test('no two intents have one key', () => {
  const keys = new Set(Array.from({ length: 1000 }, newKey))
  expect(keys.size).toBe(1000)
  expect([...keys].every(key => /^[0-9a-f]{32}$/.test(key))).toBe(true)
})

test('a problem keeps its code, its cure and the fields that are wrong', () => {
  const problem = new ApiProblem(422, {
    code: 'request.invalid',
    title: 'Some fields are not right',
    cure: 'Correct them.',
    errors: [{ path: 'customer.name', code: 'too_small', message: 'Fill this in' }, 'not an error'],
  })
  expect(problem.code).toBe('request.invalid')
  expect(problem.errors.map(({ path }) => path)).toEqual(['customer.name'])
  expect(problem.unanswered).toBe(false)
})

test('no answer and a gateway’s answer leave open whether the server acted', () => {
  expect(new ApiProblem(0, {})).toMatchObject({ code: 'request.offline', unanswered: true })
  expect(new ApiProblem(503, {}).unanswered).toBe(true)
})
