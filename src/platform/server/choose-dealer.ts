import { problem } from '../problem.ts'
import type { Scope } from './scope.ts'

/** The store at which a new record is made: the one named, or the only one the scope holds.
 *  @throws Problem request.not-found for a store outside the scope, organisation.choose when none is named */
export function chooseDealer(scope: Scope, named: string | undefined): string {
  const open = [...scope.all, ...scope.own]
  if (named !== undefined) {
    if (!open.includes(named)) throw problem('request.not-found')
    return named
  }
  if (open.length !== 1 || !open[0]) throw problem('organisation.choose')
  return open[0]
}

/** The same scope, narrowed to one store when a filter names it: a store outside leaves nothing. */
export function narrowed(scope: Scope, dealerId: string | undefined): Scope {
  if (dealerId === undefined) return scope
  const only = (ids: readonly string[]) => ids.filter(id => id === dealerId)
  return { ...scope, all: only(scope.all), own: only(scope.own), delivered: only(scope.delivered) }
}
