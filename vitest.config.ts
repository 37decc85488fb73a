import { defineConfig } from 'vitest/config';

/** Ends a test that hangs; long enough that none fails because the machine is busy. */
const PATIENCE = 180_000;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: PATIENCE,
    hookTimeout: PATIENCE,
  },
});
