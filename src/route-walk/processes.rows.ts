import { defaultDefinition } from '../sales/process/default-definition.rules.ts'
import type { Row } from './row.ts'
import type { Lot, World } from './world.ts'

const { version: _, ...definition } = defaultDefinition

export const processRows: Readonly<Record<string, Row>> = {
  'POST /api/processes/preview': {
    kind: 'record',
    who: { 'dealer-manager': 'store', administrator: 'below' },
    ask: ({ dealerId }: Lot, _world: World) => ({
      url: '/api/processes/preview',
      body: { organisationId: dealerId, definition },
    }),
    shows: () => ['"running"'],
  },
}
