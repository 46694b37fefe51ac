import * as events from './sql/events.ts';
import * as list from './sql/list.ts';
import * as load from './sql/load.ts';
import * as removal from './sql/removal.ts';
import { markRun } from './sql/rows.ts';
import * as save from './sql/save.ts';
import * as words from './sql/words.ts';

/** All SQL of runs, by name; it runs in the worker that owns the database. */
export const runProcedures = {
  'runs.create': save.createRun,
  'runs.save': save.saveRun,
  'runs.load': load.loadRun,
  'runs.underWay': load.underWay,
  'runs.mark': markRun,

  'runs.list': list.listRuns,
  'runs.get': list.getSummary,
  'runs.unseen': list.unseenRuns,
  'runs.expired': list.expiredRuns,

  'runs.fold': words.foldRun,
  'runs.unfolded': words.unfoldedRuns,

  'runs.addEvents': events.addEvents,
  'runs.events': events.eventPage,

  'runs.delete': removal.deleteRuns,
  'runs.tidy': removal.tidyRuns,
  'runs.lastAlive': removal.lastAlive,
  'runs.setAlive': removal.setAlive,
} as const;
