import type { Role } from '../../platform/permissions.ts'
import type { ActionKind, Actor } from './action.contract.ts'
import type { MarkedItem, Sale } from './sale.contract.ts'

/** How far inside the dealer a role may act: on the sales it owns, on those that nobody owns, or on all. */
type Rights = Readonly<Partial<Record<Role, 'own' | 'unowned' | 'dealer'>>>

const selling: Rights = { consultant: 'own', 'sales-manager': 'dealer', 'dealer-manager': 'dealer' }
const managing: Rights = { 'sales-manager': 'dealer', 'dealer-manager': 'dealer' }
const cashing: Rights = { finance: 'dealer', 'dealer-manager': 'dealer' }
const keeping: Rights = { 'inventory-manager': 'dealer', 'dealer-manager': 'dealer' }
const everyDesk: Rights = { ...cashing, ...keeping, 'service-adviser': 'dealer' }
const nobody: Rights = {}

const actionRights: Readonly<Record<Exclude<ActionKind, 'mark-item' | 'unmark-item'>, Rights>> = {
  'open-inquiry': selling,
  'import-sale': nobody,
  'link-customer': selling,
  'plan-follow-up': selling,
  'complete-follow-up': selling,
  'write-note': { ...selling, ...everyDesk },
  'record-contact': { ...selling, 'service-adviser': 'dealer' },
  'record-showing': selling,
  'book-test-drive': selling,
  'reschedule-test-drive': selling,
  'name-driver': selling,
  'check-licence': selling,
  'sign-agreement': selling,
  'start-test-drive': selling,
  'return-test-drive': selling,
  'record-feedback': selling,
  'cancel-test-drive': selling,
  'miss-test-drive': selling,
  'draft-quote': selling,
  'revise-quote': selling,
  'send-quote': selling,
  'request-approval': selling,
  'give-approval': managing,
  'refuse-approval': managing,
  'counter-offer': managing,
  'accept-counter-offer': selling,
  'withdraw-approval': selling,
  'reserve-car': selling,
  'release-car': selling,
  'expire-reservation': nobody,
  'sign-contract': selling,
  'match-car': { ...selling, ...keeping },
  'swap-car': selling,
  'unmatch-car': { ...selling, ...keeping },
  'agree-addendum': selling,
  'join-waitlist': selling,
  'leave-waitlist': selling,
  'offer-car': nobody,
  'record-payment': cashing,
  'reverse-payment': cashing,
  'book-delivery': selling,
  'reschedule-delivery': selling,
  'cancel-appointment': selling,
  'prepare-delivery': { ...selling, ...keeping, ...cashing },
  'inspect-car': selling,
  'sign-checklist': selling,
  'complete-reminder': { 'service-adviser': 'dealer', ...selling },
  'request-refund': { ...selling, ...cashing },
  'approve-refund': managing,
  'refuse-refund': managing,
  'pay-refund': cashing,
  deliver: selling,
  'take-back-delivery': managing,
  'hand-over': selling,
  'propose-loss': selling,
  'confirm-loss': managing,
  'decline-loss': managing,
  'cancel-sale': managing,
  // a leaver's sales, whoever may deactivate them; nobody's, whoever claims the customer
  'assign-owner': { ...managing, administrator: 'dealer', consultant: 'unowned' },
  'move-process': { 'dealer-manager': 'dealer' },
}

const itemRights: Readonly<Record<MarkedItem, Rights>> = {
  pdi: keeping,
  certificate: keeping,
  invoice: cashing,
  'joint-inspection': selling,
  documents: selling,
}

/** What happens without a person. */
const unattended: Readonly<Record<'system' | 'import', readonly ActionKind[]>> = {
  system: ['expire-reservation', 'miss-test-drive', 'offer-car'],
  import: ['open-inquiry', 'import-sale'],
}

export function mayAct(actor: Actor, sale: Sale | null, kind: ActionKind, item?: MarkedItem): boolean {
  if (actor.kind === 'system' || actor.kind === 'import') return unattended[actor.kind].includes(kind)
  const rights = rightsOf(kind, item)
  return actor.roles.some(role => {
    const reach = rights[role]
    if (reach === 'unowned') return sale?.ownerId === null
    return reach === 'dealer' || (reach === 'own' && (sale === null || owns(actor, sale.ownerId)))
  })
}

/** Whether the actor may act for the whole dealer, and not only for what is its own. */
export function mayActForAll(actor: Actor, kind: ActionKind): boolean {
  if (actor.kind === 'system' || actor.kind === 'import') return unattended[actor.kind].includes(kind)
  return actor.roles.some(role => rightsOf(kind)[role] === 'dealer')
}

export function owns(actor: Actor, ownerId: string | null): boolean {
  return actor.id !== null && actor.id === ownerId
}

/** The role to turn to, from the one nearest to the work; undefined for what no person does. */
export function roleFor(kind: ActionKind, item?: MarkedItem): Role | undefined {
  return (Object.keys(rightsOf(kind, item)) as Role[])[0]
}

function rightsOf(kind: ActionKind, item?: MarkedItem): Rights {
  if (kind !== 'mark-item' && kind !== 'unmark-item') return actionRights[kind]
  return item ? itemRights[item] : nobody
}
