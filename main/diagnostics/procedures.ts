import { readFacts } from './sql/facts.ts';

/** What the diagnostics ask of the database, by name; it runs in the worker that only reads. */
export const diagnosticsProcedures = {
  'diagnostics.facts': readFacts,
} as const;
