import { createRouter } from '@tanstack/react-router'
import { analyticsRoutes, analyticsScreens } from './analytics/analytics.web.tsx'
import { customersRoutes, customersScreens } from './customers/customers.web.tsx'
import { inventoryRoutes, inventoryScreens } from './inventory/inventory.web.tsx'
import { networkRoutes, networkScreens } from './network/network.web.tsx'
import { sessionCalls, sessionRoutes } from './network/sessions/sessions.web.tsx'
import { importsRoutes, importsScreens } from './platform/web/imports/imports.web.tsx'
import { rootRoute, sheetsRoute, shellPages, shellRoute } from './platform/web/routes.ts'
import { giveSessionCalls } from './platform/web/session/session.ts'
import { registerSlices } from './platform/web/shell/slice.ts'
import { routerDefaults, start } from './platform/web/start.tsx'
import { openSalesRoutes, printRoutes, salesRoutes, salesScreens } from './sales/sales.web.tsx'

// Slices by name: their places in the navigation, their search and commands; below, their pages.
registerSlices([
  salesScreens,
  analyticsScreens,
  customersScreens,
  inventoryScreens,
  importsScreens,
  networkScreens,
])
giveSessionCalls(sessionCalls)

const pages = shellRoute.addChildren([
  ...shellPages,
  ...sessionRoutes.signedIn,
  ...salesRoutes,
  ...analyticsRoutes,
  ...customersRoutes,
  ...inventoryRoutes,
  ...importsRoutes,
  ...networkRoutes,
])
const sheets = sheetsRoute.addChildren([...printRoutes])
const routeTree = rootRoute.addChildren([...sessionRoutes.open, ...openSalesRoutes, sheets, pages])
const router = createRouter({ ...routerDefaults, routeTree })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

start(router)
