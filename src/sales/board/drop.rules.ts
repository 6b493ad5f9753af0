import type { Sale, StageCode } from '../process/sale.contract.ts'
import { nextDriveStep } from '../process/test-drive-readiness.rules.ts'
import type { StepKind } from '../steps/step-kind.ts'

/** What a drop looks at; the folded sale is there once it was read. */
export interface Dragged {
  stage: StageCode
  lossProposed: boolean
  state?: Pick<Sale, 'testDrives'>
}

/** The step that leads a sale to where its card was dropped; null where nothing leads. A stage is never set:
 *  it follows from a showing, a test drive, a quote, a contract … */
export function stepTo(zone: StageCode, { stage, lossProposed, state }: Dragged): StepKind | null {
  if (zone === stage) return null
  switch (zone) {
    case 'showing':
      return isOrdered(stage) ? null : 'record-showing'
    case 'test-drive': {
      if (isOrdered(stage)) return null
      const booked = state?.testDrives.find(drive => drive.state === 'booked')
      return (booked && nextDriveStep(booked, '')) ?? 'book-test-drive'
    }
    case 'negotiation':
      return isOrdered(stage) ? null : 'draft-quote'
    case 'contract':
      return isOrdered(stage) ? null : 'sign-contract'
    case 'delivery':
      return stage === 'contract' ? 'mark-item' : null
    case 'after-sales':
      return stage === 'delivery' ? 'hand-over' : null
    case 'lost':
      if (isOrdered(stage)) return null
      return lossProposed ? 'confirm-loss' : 'propose-loss'
    case 'cancelled':
      return isOrdered(stage) ? 'cancel-sale' : null
    default:
      return null
  }
}

/** The ends that a card may be dropped on beside the open stages. */
export function endZones(card: Dragged): StageCode[] {
  const ends: StageCode[] = ['after-sales', 'cancelled', 'lost']
  return ends.filter(zone => stepTo(zone, card) !== null)
}

function isOrdered(stage: StageCode): boolean {
  return stage === 'contract' || stage === 'delivery'
}
