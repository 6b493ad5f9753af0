import { defineConfig } from 'vitest/config'

const shared = { maxWorkers: 2, testTimeout: 300_000, hookTimeout: 180_000, teardownTimeout: 60_000 }

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          css: true,
          include: [
            'src/**/*.test.{ts,tsx}',
            'packages/**/*.test.ts',
            'database/**/*.test.ts',
            'bench/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          ...shared,
          name: 'integration',
          isolate: false, // each file has a server and a database of its own; their code is read once
          include: ['src/**/*.integration.ts', 'database/**/*.integration.ts'],
          globalSetup: ['src/platform/server/testing/test-cluster.setup.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'large',
          include: ['src/**/*.large.ts', 'packages/**/*.large.ts', 'database/**/*.large.ts'],
          globalSetup: ['src/platform/server/testing/test-cluster.setup.ts'],
          testTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          retry: 1, // a browser on a busy machine may miss a beat; a real fault fails twice
          include: ['e2e/**/*.e2e.ts'],
          globalSetup: [
            'src/platform/server/testing/build.setup.ts',
            'src/platform/server/testing/test-cluster.setup.ts',
            'e2e/demo.setup.ts',
          ],
          testTimeout: 180_000,
        },
      },
    ],
  },
})
