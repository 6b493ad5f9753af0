import { platformProblems } from '../../platform/platform.problems.ts'
import { startTestServer, type TestServer } from '../../platform/server/testing/test-server.ts'
import { customersConstraints, customersProblems } from '../customers.problems.ts'
import { customersSlice } from '../customers.slice.ts'

export function startCustomersServer(): Promise<TestServer> {
  return startTestServer({
    slices: [customersSlice()],
    problems: { ...platformProblems, ...customersProblems },
    constraints: customersConstraints,
  })
}

export const ming = {
  kind: 'person',
  name: '王小明',
  source: 'walk-in',
  contactPoints: [{ kind: 'phone', value: '138 1234 5678' }],
}
