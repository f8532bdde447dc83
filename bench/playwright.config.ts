import { defineConfig } from '@playwright/test'

/** Measurements in the real window. They print what they find; only a broken promise of a number makes them fail. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../.cache/bench/output',
  workers: 1,
  timeout: 900_000,
  reporter: [['list']],
})
