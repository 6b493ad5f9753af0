/** Who may do what, how far: the one table behind every route (docs/glossary.md names the roles). */

export const roles = [
  'consultant',
  'sales-manager',
  'inventory-manager',
  'service-adviser',
  'finance',
  'dealer-manager',
  'group-manager',
  'region-manager',
  'manufacturer-manager',
  'analyst',
  'administrator',
] as const
export type Role = (typeof roles)[number]

/** How far a permission carries: own records, delivered sales of the dealer, the sales team, the dealer,
 *  every organisation below the role's node, or the whole network; what is the whole network's is changed
 *  only by those who hold the role at its root. */
export type Reach = 'own' | 'delivered' | 'team' | 'dealer' | 'below' | 'network'

export type Verb = 'read' | 'create' | 'edit' | 'review' | 'reveal' | 'export' | 'import'

export type Noun =
  | 'organisations'
  | 'staff'
  | 'store-rules'
  | 'absences'
  | 'invitations'
  | 'api-keys'
  | 'processes'
  | 'tax-rates'
  | 'audit'
  | 'demo'
  | 'customers'
  | 'consents'
  | 'leads'
  | 'models'
  | 'vehicles'
  | 'sales'
  | 'follow-ups'
  | 'notes'
  | 'contacts'
  | 'showings'
  | 'test-drives'
  | 'attachments'
  | 'quotes'
  | 'approvals'
  | 'contracts'
  | 'reservations'
  | 'payments'
  | 'takings'
  | 'refunds'
  | 'delivery-items'
  | 'deliveries'
  | 'hand-overs'
  | 'losses'
  | 'cancellations'
  | 'assignments'
  | 'summaries'
  | 'targets'
  | 'receptions'
  | 'continuity'
  | 'prints'
  | 'imports'

export type Access = 'public' | 'signed-in' | { noun: Noun; verb: Verb }

type Grants = { readonly [noun in Noun]?: { readonly [verb in Verb]?: Reach } }

const selling: Grants = {
  'follow-ups': { create: 'own', edit: 'own' },
  notes: { create: 'own' },
  contacts: { create: 'own' },
  showings: { create: 'own' },
  'test-drives': { read: 'own', create: 'own', edit: 'own' },
  attachments: { read: 'own', create: 'own', reveal: 'own' },
  quotes: { read: 'own', create: 'own', edit: 'own' },
  approvals: { read: 'own', create: 'own', edit: 'own' },
  refunds: { create: 'own' },
  contracts: { create: 'own' },
  reservations: { create: 'own', edit: 'own' },
  'delivery-items': { create: 'own' },
  deliveries: { create: 'own' },
  'hand-overs': { create: 'own' },
  losses: { create: 'own' },
  receptions: { read: 'own', create: 'own', edit: 'own', export: 'own' },
  prints: { create: 'own' },
}

const network: Grants = {
  organisations: { read: 'network' },
  models: { read: 'network' },
  'tax-rates': { read: 'network' },
}

const consultant: Grants = {
  ...network,
  ...selling,
  staff: { read: 'dealer' },
  'store-rules': { read: 'dealer' },
  absences: { read: 'dealer' },
  processes: { read: 'dealer' },
  customers: { read: 'own', create: 'own', edit: 'own', reveal: 'own' },
  consents: { read: 'own', create: 'own' },
  leads: { read: 'own', edit: 'own' },
  vehicles: { read: 'network' },
  sales: { read: 'own', create: 'own', export: 'own' },
  payments: { read: 'own' },
  targets: { read: 'own' },
}

const salesManager: Grants = {
  ...network,
  ...carried(selling, 'team'),
  staff: { read: 'dealer' },
  'store-rules': { read: 'dealer' },
  absences: { read: 'dealer', create: 'dealer' },
  processes: { read: 'dealer' },
  customers: { read: 'team', create: 'team', edit: 'team', reveal: 'team', export: 'team' },
  consents: { read: 'team', create: 'team' },
  leads: { read: 'team', create: 'team', edit: 'team', export: 'team' },
  vehicles: { read: 'network', export: 'dealer' },
  sales: { read: 'team', create: 'team', export: 'team' },
  payments: { read: 'team' },
  deliveries: { create: 'team', edit: 'team' }, // one that was recorded by mistake
  losses: { create: 'team', review: 'team' },
  approvals: { read: 'team', create: 'team', edit: 'team', review: 'team' },
  refunds: { create: 'team', review: 'team' },
  cancellations: { create: 'team' },
  assignments: { read: 'team', create: 'team' },
  continuity: { read: 'team' },
  summaries: { read: 'dealer' },
  targets: { read: 'dealer' },
}

const inventoryManager: Grants = {
  ...network,
  staff: { read: 'dealer' },
  'store-rules': { read: 'dealer' },
  absences: { read: 'dealer' },
  vehicles: { read: 'dealer', create: 'dealer', edit: 'dealer', export: 'dealer' },
  'delivery-items': { create: 'dealer' },
  contracts: { create: 'dealer' }, // to match a car to one (配车); signing is not theirs, the process says so
  sales: { read: 'dealer' },
  attachments: { read: 'dealer' },
  prints: { create: 'dealer' },
  notes: { create: 'dealer' },
}

const serviceAdviser: Grants = {
  ...network,
  staff: { read: 'dealer' },
  'store-rules': { read: 'dealer' },
  absences: { read: 'dealer' },
  sales: { read: 'delivered' },
  attachments: { read: 'delivered' },
  prints: { create: 'delivered' },
  notes: { create: 'delivered' },
  contacts: { create: 'delivered' },
  vehicles: { read: 'delivered' },
}

const finance: Grants = {
  ...network,
  staff: { read: 'dealer' },
  'store-rules': { read: 'dealer' },
  absences: { read: 'dealer' },
  sales: { read: 'dealer' },
  attachments: { read: 'dealer' },
  prints: { create: 'dealer' },
  notes: { create: 'dealer' },
  payments: { read: 'dealer', create: 'dealer', edit: 'dealer', export: 'dealer' },
  takings: { read: 'dealer', create: 'dealer' },
  approvals: { read: 'dealer' },
  refunds: { create: 'dealer', edit: 'dealer' },
  'delivery-items': { create: 'dealer' },
}

const dealerManager: Grants = {
  ...carried(salesManager, 'dealer'),
  ...network,
  staff: { read: 'dealer', create: 'dealer', edit: 'dealer', import: 'dealer' },
  'store-rules': { read: 'dealer', edit: 'dealer' },
  invitations: { read: 'dealer', create: 'dealer' },
  processes: { read: 'dealer', edit: 'dealer' },
  audit: { read: 'dealer', export: 'dealer' },
  customers: {
    read: 'dealer',
    create: 'dealer',
    edit: 'dealer',
    reveal: 'dealer',
    export: 'dealer',
    import: 'dealer',
  },
  leads: { read: 'dealer', create: 'dealer', edit: 'dealer', export: 'dealer', import: 'dealer' },
  vehicles: { read: 'network', create: 'dealer', edit: 'dealer', export: 'dealer', import: 'dealer' },
  sales: { read: 'dealer', create: 'dealer', export: 'dealer', import: 'dealer' },
  payments: { read: 'dealer', create: 'dealer', edit: 'dealer', export: 'dealer' },
  takings: { read: 'dealer', create: 'dealer' },
  refunds: { create: 'dealer', review: 'dealer', edit: 'dealer' },
  imports: { read: 'dealer', create: 'dealer', edit: 'dealer' },
  targets: { read: 'dealer', edit: 'dealer' },
}

const above: Grants = {
  ...network,
  staff: { read: 'below' },
  'store-rules': { read: 'below' },
  absences: { read: 'below' },
  processes: { read: 'below' },
  customers: { read: 'below' },
  leads: { read: 'below' },
  vehicles: { read: 'below', export: 'below' },
  sales: { read: 'below', export: 'below' },
  prints: { create: 'below' },
  'test-drives': { read: 'below' },
  payments: { read: 'below' },
  summaries: { read: 'below' },
  targets: { read: 'below' },
}

const administrator: Grants = {
  ...network,
  organisations: { read: 'network', create: 'below', edit: 'below' },
  staff: { read: 'below', create: 'below', edit: 'below', import: 'below' },
  'store-rules': { read: 'below', edit: 'below' },
  absences: { read: 'below', create: 'below' },
  invitations: { read: 'below', create: 'below' },
  'api-keys': { read: 'below', edit: 'below' },
  processes: { read: 'below', edit: 'below' },
  'tax-rates': { read: 'network', create: 'network', edit: 'network' },
  models: { read: 'network', create: 'network', edit: 'network', import: 'network' },
  audit: { read: 'below', export: 'below' },
  demo: { edit: 'network' },
  vehicles: { import: 'below' },
  customers: { import: 'below' },
  leads: { import: 'below' },
  sales: { import: 'below' },
  imports: { read: 'below', create: 'below', edit: 'below' },
}

export const permissions: Readonly<Record<Role, Grants>> = {
  consultant,
  'sales-manager': salesManager,
  'inventory-manager': inventoryManager,
  'service-adviser': serviceAdviser,
  finance,
  'dealer-manager': dealerManager,
  'group-manager': above,
  'region-manager': above,
  'manufacturer-manager': {
    ...above,
    models: { read: 'network', create: 'network', edit: 'network' },
  },
  analyst: {
    ...network,
    processes: { read: 'below' },
    summaries: { read: 'below' },
    targets: { read: 'below' },
  },
  administrator,
}

export function reachOf(role: Role, noun: Noun, verb: Verb): Reach | undefined {
  return permissions[role][noun]?.[verb]
}

/** Field rules: who sees a cost price, and to whom a name or phone is masked. */
export const seesCost: readonly Role[] = [
  'inventory-manager',
  'dealer-manager',
  'group-manager',
  'region-manager',
  'manufacturer-manager',
]
export const seesNames: readonly Role[] = [
  'consultant',
  'sales-manager',
  'inventory-manager',
  'service-adviser',
  'finance',
  'dealer-manager',
]

/** The same grants with 'own' widened to the given reach. */
function carried(grants: Grants, reach: Reach): Grants {
  const widened: Record<string, Record<string, Reach>> = {}
  for (const [noun, verbs] of Object.entries(grants)) {
    widened[noun] = Object.fromEntries(
      Object.entries(verbs).map(([verb, old]) => [verb, old === 'own' || old === 'team' ? reach : old]),
    )
  }
  return widened
}
