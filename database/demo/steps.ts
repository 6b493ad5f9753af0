import type { QuoteLine } from '../../src/sales/process/action.contract.ts'
import type {
  ContactChannel,
  DefaultingParty,
  DepositType,
  IntentLevel,
} from '../../src/sales/process/sale.contract.ts'
import type { StockCar } from './stock-car.ts'
import type { DriveSlot } from './timetable.ts'

/** Something that somebody will do to a sale at a moment (ms). Ids and numbers come when it is done. */
export type Step = { at: number } & Deed

export type Deed =
  | { do: 'open'; note: string }
  | {
      do: 'contact'
      result: string
      channel: ContactChannel
      level: IntentLevel | null
      /** The next contact: a date, or left to the process, or none. */
      next: string | 'by-level' | null
    }
  | { do: 'show'; note: string }
  | { do: 'book-drive' | 'start-drive' | 'return-drive' | 'cancel-drive' | 'miss-drive'; drive: DriveSlot }
  | { do: 'quote'; discountBps: number; lines: readonly DemoLine[] }
  | { do: 'reserve'; car: StockCar }
  | { do: 'expire' }
  | { do: 'sign'; car: StockCar | null; deposit: Deposit | null }
  | { do: 'match'; car: StockCar }
  | { do: 'pay'; purpose: 'deposit' | 'balance'; method: string /** of what is due */; share: number }
  | { do: 'mark'; item: 'pdi' | 'certificate' | 'documents' | 'invoice' }
  | { do: 'appoint'; for: number }
  | { do: 'inspect' }
  | { do: 'deliver' }
  | { do: 'hand-over' }
  | { do: 'propose-loss'; reason: string; competitor: string | null; note: string }
  | { do: 'confirm-loss' | 'decline-loss' }
  | { do: 'cancel'; reason: string; party: DefaultingParty; note: string }

export type DemoLine = QuoteLine & { label: string }
export interface Deposit {
  type: DepositType
  minor: number
}
