import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pino } from 'pino'
import { exportLeadList } from '../../../customers/leads/export-leads.routes.ts'
import { exportLeads } from '../../../customers/leads/leads.contract.ts'
import { exportCustomers } from '../../../customers/people/customers.contract.ts'
import { exportCustomerList } from '../../../customers/people/export-customers.routes.ts'
import { exportVehicleList } from '../../../inventory/vehicles/export-vehicles.routes.ts'
import { exportVehicles } from '../../../inventory/vehicles/vehicles.contract.ts'
import { business } from '../../../product.ts'
import { exportSaleList } from '../../../sales/sales/list-sales.routes.ts'
import { exportSales } from '../../../sales/sales/sales.contract.ts'
import type { Actor } from '../actor.ts'
import { seals } from '../crypto/seals.ts'
import type { Tx } from '../database/connect.ts'
import { inScope } from '../database/in-scope.ts'
import type { Call } from '../http/route.ts'
import type { Download } from '../http/wire.ts'
import { readOrMakeKeys } from '../keys.ts'
import { Refusal } from '../refusal.ts'
import type { Scope } from '../scope.ts'
import { assemble } from '../serve.ts'
import type { Services } from '../services.ts'
import type { CommandContext } from './command.ts'
import { storeOf } from './import-file.ts'

/** What was typed. */
export interface AskedExport {
  readonly list: string
  readonly dealer: string
  readonly format?: string
  readonly out?: string
  readonly language: string
}

type Format = 'csv' | 'xlsx'
type Bare = Omit<Call<unknown>, 'params' | 'query' | 'body'>
const nothing = { params: undefined as never, body: undefined as never }

/** The lists that have a file, each by the function that answers it over HTTP. */
const lists: Readonly<
  Record<string, (call: Bare, format: Format, language: 'zh' | 'en') => Promise<Download>>
> = {
  customers: (call, format) =>
    exportCustomerList({ ...call, ...nothing, query: exportCustomers.query!.parse({ format }) }),
  vehicles: (call, format) =>
    exportVehicleList({ ...call, ...nothing, query: exportVehicles.query!.parse({ format }) }),
  sales: (call, format, language) =>
    exportSaleList({ ...call, ...nothing, query: exportSales.query!.parse({ format, language }) }),
  leads: (call, format) =>
    exportLeadList({ ...call, ...nothing, query: exportLeads.query!.parse({ format }) }),
}

interface CheckedExport {
  readonly list: string
  readonly dealer: string
  readonly format: Format
  readonly out: string | null
  readonly language: 'zh' | 'en'
}

/** @throws Refusal */
export function checkAsked({ list, dealer, format, out, language }: AskedExport): CheckedExport {
  if (!Object.hasOwn(lists, list))
    throw new Refusal(`There is no list ${list}: use ${Object.keys(lists).join(', ')}.`)
  const wanted = format ?? (out && /\.xlsx$/i.test(out) ? 'xlsx' : 'csv')
  if (wanted !== 'csv' && wanted !== 'xlsx')
    throw new Refusal(`There is no format ${wanted}: use csv or xlsx.`)
  if (wanted === 'xlsx' && !out && process.stdout.isTTY)
    throw new Refusal('A workbook is not for the terminal: name a file with --out.')
  return { list, dealer, format: wanted, out: out ?? null, language: language.startsWith('zh') ? 'zh' : 'en' }
}

/** Writes a list of a store as its manager would get it, and logs that it was exported. */
export async function exportList(command: CommandContext, asked: CheckedExport): Promise<void> {
  const ring = await readOrMakeKeys(command.settings.keysFile)
  const { services, close } = await assemble(business, {
    urls: command.urls,
    seals: seals(ring),
    authenticate: () => async () => null, // nobody comes in here
    jobs: { enqueue: async () => undefined },
    webRoot: null,
    log: pino({ level: 'warn' }, pino.destination(2)),
  })
  try {
    const store = await storeOf(services.app, { dealer: asked.dealer, kind: asked.list })
    const list = lists[asked.list] as NonNullable<(typeof lists)[string]>
    const file = await inScope(services.app, { dealers: [store.id] }, tx =>
      list(operatorCall(services, store.id, asked.language, tx), asked.format, asked.language),
    )
    await write(file, asked.out)
  } finally {
    await close()
  }
}

async function write({ content }: Download, out: string | null): Promise<void> {
  const source = Buffer.isBuffer(content) ? Readable.from([content]) : content
  if (out === null) return pipeline(source, process.stdout, { end: false })
  try {
    await pipeline(source, createWriteStream(out))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code && /^E(ACCES|NOENT|ISDIR|ROFS|NOSPC|NOTDIR|PERM)$/.test(code))
      throw new Refusal(`${out} cannot be written (${code}): name another file with --out.`)
    throw error
  }
}

const nobodyId = '00000000-0000-0000-0000-000000000000'

/** The operator reads a store as its manager does, without being a person of it. */
function operatorCall(services: Services, dealerId: string, locale: 'zh' | 'en', tx: Tx): Bare {
  const actor: Actor = {
    ...{
      staffId: nobodyId,
      organisationId: dealerId,
      sessionId: null,
      apiKeyId: null,
      apiScopes: null,
      locale,
    },
    assignments: [
      {
        role: 'dealer-manager',
        organisationId: dealerId,
        organisationIds: [dealerId],
        dealerIds: [dealerId],
      },
    ],
  }
  const scope: Scope = {
    ...{ staffId: nobodyId, all: [dealerId], own: [], delivered: [] },
    rolesAt: new Map([[dealerId, new Set(['dealer-manager'] as const)]]),
  }
  return {
    ...{ tx, actor, scope, services, upload: null, version: 0, intent: null, requestId: 'command-line' },
    now: services.ports.now(),
    newId: services.ports.newId,
    announce: () => undefined,
    audit: async () => undefined,
  }
}
