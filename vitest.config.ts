import { defineConfig } from 'vitest/config'

const system = 'src/**/*.system.test.ts'

export default defineConfig({
  test: {
    projects: [
      // Part of `npm run check`: quick, most of them pure.
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: [system],
          // Starting a worker a file costs more than the tests do; those that keep state in modules set it anew themselves.
          isolate: false,
          environment: 'node',
          // Long enough that a busy machine fails no test; what hangs is found all the same.
          testTimeout: 60_000,
        },
      },
      // Part of `npm test`: real processes, real disks that fill up, kills, fuzz.
      { test: { name: 'system', include: [system], environment: 'node', testTimeout: 120_000, hookTimeout: 60_000 } },
    ],
  },
})
