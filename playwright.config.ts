import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.e2e.ts',
  outputDir: '.cache/e2e',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // The driver loses an answer now and then on a busy machine; what passes only at the second try is told.
  retries: 1,
  reporter: [['list'], ['json', { outputFile: '.cache/e2e-results.json' }]],
})
