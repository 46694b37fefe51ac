import { recentlyAnswered } from './sql/answered.ts';
import * as samples from './sql/samples.ts';

/** All SQL of the services' health, by name; it runs in the worker that owns the database. */
export const healthProcedures = {
  'health.add': samples.addSamples,
  'health.load': samples.loadSamples,
  'health.answered': recentlyAnswered,
} as const;
