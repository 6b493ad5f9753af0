import type { Page } from 'playwright-core'
import { z } from 'zod'

interface AppPage {
  /** The route as the app's router names it. */
  route: string
  /** A person of the demo network for whom it is open. */
  who: string
  /** The list of the API whose first item the page is about. */
  of?: string
}

/** Every page of the app, and who opens it. */
export const appPages: readonly AppPage[] = [
  { route: '/today', who: 'dealer-manager.d01' },
  { route: '/team', who: 'dealer-manager.d01' },
  { route: '/overview', who: 'dealer-manager.d01' },
  { route: '/targets', who: 'dealer-manager.d01' },
  { route: '/board', who: 'dealer-manager.d01' },
  { route: '/sales', who: 'dealer-manager.d01' },
  { route: '/test-drives', who: 'dealer-manager.d01' },
  { route: '/deliveries', who: 'dealer-manager.d01' },
  { route: '/losses', who: 'dealer-manager.d01' },
  { route: '/sales/$id', who: 'dealer-manager.d01', of: '/api/sales?stage=after-sales' },
  { route: '/payments', who: 'dealer-manager.d01' },
  { route: '/takings', who: 'dealer-manager.d01' },
  {
    route: '/sales/$id/quotes',
    who: 'dealer-manager.d01',
    of: '/api/sales?stage=after-sales',
  },
  ...['quote', 'contract', 'receipt', 'test-drive', 'delivery'].map(sheet => ({
    route: `/print/sales/$id/${sheet}`,
    who: 'dealer-manager.d01',
    of: '/api/sales?stage=after-sales',
  })),
  { route: '/print/continuity', who: 'dealer-manager.d01' },
  { route: '/tax-rates', who: 'administrator' },
  { route: '/inquiries/new', who: 'dealer-manager.d01' },
  { route: '/approvals', who: 'dealer-manager.d01' },
  { route: '/receptions', who: 'dealer-manager.d01' },
  { route: '/receptions/new', who: 'dealer-manager.d01' },
  { route: '/network-summary', who: 'dealer-manager.d01' },
  { route: '/processes', who: 'dealer-manager.d01' },
  { route: '/customers', who: 'dealer-manager.d01' },
  { route: '/customers/new', who: 'dealer-manager.d01' },
  { route: '/customers/$id', who: 'dealer-manager.d01', of: '/api/customers' },
  { route: '/leads', who: 'dealer-manager.d01' },
  { route: '/leads/$id', who: 'dealer-manager.d01', of: '/api/leads' },
  { route: '/pool', who: 'dealer-manager.d01' },
  { route: '/vehicles', who: 'dealer-manager.d01' },
  { route: '/vehicles/new', who: 'dealer-manager.d01' },
  { route: '/vehicles/$id', who: 'dealer-manager.d01', of: '/api/vehicles?availability=available' },
  { route: '/vehicles/$id', who: 'dealer-manager.d01', of: '/api/vehicles?state=delivered' },
  { route: '/models', who: 'administrator' },
  { route: '/imports', who: 'dealer-manager.d01' },
  { route: '/imports/$id', who: 'dealer-manager.d01', of: '/api/imports' },
  { route: '/staff', who: 'administrator' },
  { route: '/staff/$id', who: 'administrator', of: '/api/staff' },
  { route: '/store-rules', who: 'dealer-manager.d01' },
  { route: '/organisations', who: 'administrator' },
  { route: '/api-keys', who: 'administrator' },
  { route: '/audit', who: 'dealer-manager.d01' },
  { route: '/account', who: 'dealer-manager.d01' },
  { route: '/waiting', who: 'dealer-manager.d01' },
  { route: '/more', who: 'dealer-manager.d01' },
  { route: '/sign-in', who: 'nobody' },
  { route: '/shared-quote', who: 'nobody' },
  { route: '/first-run', who: 'nobody' },
  { route: '/join', who: 'nobody' },
  { route: '/$', who: 'dealer-manager.d01' },
]

const Items = z.object({ items: z.array(z.object({ id: z.string() })).min(1) })

/** The address of a page, with the id of a record that its visitor may see. */
export async function addressOf(page: Page, { route, of }: AppPage): Promise<string> {
  if (route === '/$') return '/no/such/page'
  if (!of) return route
  const { items } = Items.parse(await (await page.request.get(of)).json())
  return route.replace('$id', items[0]!.id)
}
