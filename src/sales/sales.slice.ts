import type { Slice } from '../platform/server/http/app.ts'
import { registerApprovalLists } from './approvals/approval-list.routes.ts'
import { registerApprovals } from './approvals/approvals.routes.ts'
import { registerDelegations } from './approvals/delegations.routes.ts'
import { registerAssignments } from './assignments/assignments.routes.ts'
import { registerAttachments } from './attachments/attachments.routes.ts'
import { registerCancellations } from './cancellations/cancellations.routes.ts'
import { registerContacts } from './contacts/contacts.routes.ts'
import { registerContinuity } from './continuity/continuity.routes.ts'
import { registerContractPaper } from './contracts/contract-paper.routes.ts'
import { registerContracts } from './contracts/contracts.routes.ts'
import { registerAppointments } from './deliveries/appointments.routes.ts'
import { registerChecklists } from './deliveries/checklists.routes.ts'
import { registerDeliveries } from './deliveries/deliveries.routes.ts'
import { registerWarranties } from './deliveries/warranties.routes.ts'
import { registerFollowUps } from './follow-ups/follow-ups.routes.ts'
import { registerInquiries } from './inquiries/inquiries.routes.ts'
import { registerLossReview } from './losses/loss-review.routes.ts'
import { registerLosses } from './losses/losses.routes.ts'
import { registerNotes } from './notes/notes.routes.ts'
import { registerLedger } from './payments/ledger.routes.ts'
import { registerPayments } from './payments/payments.routes.ts'
import { registerPrints } from './print/prints.routes.ts'
import { registerProcessPreview } from './processes/preview.routes.ts'
import { registerProcesses } from './processes/processes.routes.ts'
import { registerQuoteLinks } from './quote-links/quote-links.routes.ts'
import { registerQuotes } from './quotes/quotes.routes.ts'
import { registerUsualLines } from './quotes/usual-lines.routes.ts'
import { registerReceptionExport } from './receptions/export-receptions.routes.ts'
import { registerReceptionReads } from './receptions/read-receptions.routes.ts'
import { registerReceptions } from './receptions/receptions.routes.ts'
import { registerRefunds } from './refunds/refunds.routes.ts'
import { registerReservations } from './reservations/reservations.routes.ts'
import { registerBoard } from './sales/board.routes.ts'
import { registerSaleLists } from './sales/list-sales.routes.ts'
import { registerSalePage } from './sales/sale-page.routes.ts'
import { registerSalePapers } from './sales/sale-papers.routes.ts'
import { registerTimeline } from './sales/timeline.routes.ts'
import { registerSearch } from './search/search.routes.ts'
import { registerShowings } from './showings/showings.routes.ts'
import { registerSummaries } from './summaries/summaries.routes.ts'
import { registerTakings } from './takings/takings.routes.ts'
import { registerTaxRates } from './tax-rates/tax-rates.routes.ts'
import { registerTeam } from './team/team.routes.ts'
import { registerTestDriveReads } from './test-drives/read-test-drives.routes.ts'
import { registerTestDrives } from './test-drives/test-drives.routes.ts'
import { registerToday } from './today/today.routes.ts'
import { registerWaitlist } from './waitlist/waitlist.routes.ts'

/** The sales process: every step of a sale, and what shows it. */
export const salesSlice: Slice = {
  name: 'sales',
  register: (app, services) => {
    for (const register of [...steps, ...reads]) register(app, services)
  },
}

const steps = [
  registerInquiries,
  registerReceptions,
  registerFollowUps,
  registerNotes,
  registerContacts,
  registerShowings,
  registerTestDrives,
  registerQuotes,
  registerApprovals,
  registerReservations,
  registerContracts,
  registerWaitlist,
  registerPayments,
  registerAppointments,
  registerChecklists,
  registerRefunds,
  registerDeliveries,
  registerLosses,
  registerCancellations,
  registerAssignments,
]

const reads = [
  registerAttachments,
  registerTestDriveReads,
  registerSaleLists,
  registerBoard,
  registerSalePage,
  registerTimeline,
  registerSalePapers,
  registerContractPaper,
  registerTakings,
  registerLedger,
  registerToday,
  registerLossReview,
  registerTeam,
  registerReceptionReads,
  registerReceptionExport,
  registerSearch,
  registerQuoteLinks,
  registerSummaries,
  registerProcesses,
  registerApprovalLists,
  registerDelegations,
  registerProcessPreview,
  registerTaxRates,
  registerUsualLines,
  registerPrints,
  registerContinuity,
  registerWarranties,
]
