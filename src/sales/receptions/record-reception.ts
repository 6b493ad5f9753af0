import type { Store } from '../../customers/people/store-of.ts'
import { worksAt } from '../../network/staff/colleagues.sql.ts'
import { nextNumber } from '../../platform/server/counters.sql.ts'
import type { Call } from '../../platform/server/http/route.ts'
import { type Act, type ActScene, actingPerson, actWithin, beginSale } from '../acts/act-on-sale.ts'
import { base } from '../acts/step-route.ts'
import type { ProcessDefinition } from '../process/process.contract.ts'
import type { IntentLevel } from '../process/sale.contract.ts'
import type { captureReception, ReceptionKind, takeReception } from './receptions.contract.ts'
import { isShowing } from './receptions.rules.ts'
import { lockSale, ownCustomer } from './receptions.sql.ts'

type Recording = Call<typeof captureReception> | Call<typeof takeReception>

/** What was said at the door. */
export interface Said {
  readonly kind: ReceptionKind
  readonly intentLevel: IntentLevel | null
  readonly note: string
}

/** Records a visit or a call on a sale that is open, and the level where it changed. */
export async function carryOn(call: Recording, dealerId: string, saleId: string, said: Said): Promise<void> {
  await lockSale(call.tx, dealerId, saleId)
  const { level } = await actWithin(call, saleId, scene => meetingOf(scene, said))
  // A showing brings no level: the new one plans the next follow-up, as wherever a level changes.
  if (said.intentLevel !== null && said.intentLevel !== level)
    await actWithin(call, saleId, scene => ({
      action: {
        kind: 'plan-follow-up',
        ...base(scene),
        followUp: { id: call.newId(), dueOn: null },
        intentLevel: said.intentLevel,
      },
    }))
}

interface Opening extends Said {
  readonly modelId: string | null
  readonly source: string
  readonly customer: { readonly id: string; readonly ownerId: string | null }
  readonly receivedBy: string
}

/** Begins a sale with its first visit or call. It is its customer's owner's; where that one has left, or nobody
 *  owned the customer, whoever receives. */
export async function openFor(call: Recording, process: ProcessDefinition, store: Store, opening: Opening) {
  const { tx, now, newId } = call
  const { kind, customer, receivedBy, modelId, source } = opening
  const dealerId = store.id
  const { ownerId: owned } = customer
  const ownerId = owned && (owned === receivedBy || (await worksAt(tx, owned, dealerId))) ? owned : receivedBy
  if (owned === null) await ownCustomer(tx, { dealerId, customerId: customer.id, ownerId, now })
  const saleId = newId()
  const number = await nextNumber(tx, dealerId, 'sale', store.today)
  await beginSale(
    { ...call, intent: null }, // the route claims this intent, with everything beside the sale
    process,
    {
      action: {
        kind: 'open-inquiry',
        actor: actingPerson(call, dealerId),
        origin: 'live',
        saleId,
        dealerId,
        number,
        customerId: customer.id,
        ownerId,
        source,
        channel: kind,
        intentLevel: opening.intentLevel ?? 'B',
        modelId,
        trimId: null,
        followUp: { id: newId(), dueOn: null },
        inquiredAt: null,
      },
      details: { note: opening.note, rowId: newId() },
    },
    { leadId: null, externalRef: null },
  )
  await actWithin(call, saleId, scene => meetingOf(scene, { kind, intentLevel: null, note: '' }))
  return { id: saleId, number, ownerId }
}

function meetingOf(scene: ActScene, { kind, note }: Said): Act {
  if (isShowing(scene.process, kind, scene.sale.stage)) {
    const action = { kind: 'record-showing', ...base(scene), showingId: scene.newId(), visit: null } as const
    return { action, details: { note } }
  }
  return {
    action: {
      kind: 'record-contact',
      ...base(scene),
      contactId: scene.newId(),
      channel: kind,
      direction: 'in',
      result: 'reached',
      intentLevel: null,
      next: null,
    },
    details: { note },
  }
}
