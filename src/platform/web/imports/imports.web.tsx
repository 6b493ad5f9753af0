import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { anySearch } from '../address.ts'
import { needs, shellRoute } from '../routes.ts'
import type { Slice } from '../shell/slice.ts'
import { importPlaces as t } from './import-places.words.ts'

const importsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports',
  validateSearch: anySearch,
  beforeLoad: needs('imports', 'read'),
  component: lazyRouteComponent(() => import('./ImportsPage.tsx'), 'ImportsPage'),
})

const importRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports/$id',
  beforeLoad: needs('imports', 'read'),
  component: lazyRouteComponent(() => import('./ImportPage.tsx'), 'ImportPage'),
})

export const importsRoutes = [importsRoute, importRoute] as const

export const importsScreens: Slice = {
  name: 'imports',
  navigation: [
    {
      path: '/imports',
      label: () => t('title'),
      icon: 'upload',
      place: 'admin',
      needs: { noun: 'imports', verb: 'read' },
    },
  ],
  creations: [
    {
      path: '/imports',
      label: () => t('newImport'),
      icon: 'upload',
      needs: { noun: 'imports', verb: 'create' },
    },
  ],
  firstSteps: [
    {
      path: '/imports',
      label: () => t('newImport'),
      icon: 'upload',
      needs: { noun: 'imports', verb: 'create' },
    },
  ],
}
