import { z } from 'zod'
import type { Contract } from '../platform/contract.ts'
import { exampleOf } from '../testing/examples.ts'
import type { Place } from './walkers.ts'
import { makerOf, type World } from './world.ts'

/** Where an id stands in a body: `['roles', 0, 'organisationId']`. */
export type Path = readonly (string | number)[]

interface JsonSchema {
  readonly format?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
}

/** Every id that a body, or a query, may name, as its schema says. */
export function idsIn(schema: z.ZodType): Path[] {
  return pathsOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema)
}

function pathsOf(schema: JsonSchema): Path[] {
  if (schema.format === 'uuid') return [[]]
  if (schema.items) return pathsOf(schema.items).map(path => [0, ...path])
  const variants = (schema.anyOf ?? []).flatMap(pathsOf)
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    pathsOf(field).map(path => [name, ...path]),
  )
  return [
    ...fields,
    ...variants.filter(path => path.length === 0),
    ...(fields.length > 0 ? [] : variants),
  ].filter((path, index, all) => all.findIndex(other => other.join() === path.join()) === index)
}

/** A body with another id at a place of it; what the place stands in is as the contract's example has it. */
export function withId(contract: Contract, body: object, path: Path, id: string): object {
  const [field = ''] = path
  const example = exampleOf(contract.body as z.ZodType) as Record<string, unknown>
  const given = (body as Record<string, unknown>)[field]
  const isEmpty = given === undefined || (Array.isArray(given) && given.length === 0)
  return { ...body, [field]: replaced(isEmpty ? example[field] : given, path.slice(1), id) }
}

function replaced(value: unknown, path: Path, id: string): unknown {
  const [key, ...rest] = path
  if (key === undefined) return id
  if (typeof key === 'number') {
    const items = (value as unknown[] | undefined) ?? []
    return (items.length > 0 ? items : [undefined]).map(each => replaced(each, rest, id))
  }
  return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, id) }
}

/** What a field of this name would name at a place; null: the network's own, foreign to nobody.
 *  @throws Error for a field that nobody has thought of */
export function foreignId(world: World, field: string, place: Place): string | null {
  const lot = world.lots[place]
  const maker = makerOf(world, place)
  const { ids } = world.server.network
  const known: Readonly<Record<string, string | null | undefined>> = {
    dealerId: maker.dealerId,
    organisationId: maker.dealerId,
    parentId: place === 'far' ? ids.R2 : maker.dealerId,
    customerId: lot.customer.id,
    buyerId: lot.customer.id,
    contactId: lot.customer.id,
    cashierId: maker.staff.consultant,
    leadId: lot.lead?.id,
    contactPointId: lot.customer.phonePointId,
    episodeId: lot.car?.episodeId,
    vehicleId: lot.car?.id,
    quoteId: lot.sale?.state.quotes[0]?.id,
    ownerId: maker.staff.consultant,
    staffId: maker.staff.consultant,
    successorIds: maker.staff.consultant,
    leadIds: lot.lead?.id ?? null,
    escortId: maker.staff.consultant,
    delegatorId: maker.staff.salesManager,
    delivererId: maker.staff.consultant,
    photoIds: lot.attached?.licenceId,
    deputyId: maker.staff.salesManager,
    receivedBy: maker.staff.consultant,
    adviserId: maker.staff.serviceAdviser,
    owner: maker.staff.consultant,
    photoId: lot.attached?.licenceId,
    modelId: null,
    trimId: null,
  }
  const id = known[field]
  if (id === undefined) throw new Error(`${field}: say in foreignId() what lies there`)
  return id
}
