import { conversationProcedures } from '../conversations/procedures.ts';
import { diagnosticsProcedures } from '../diagnostics/procedures.ts';
import { exchangeProcedures } from '../exchange/procedures.ts';
import { healthProcedures } from '../health/procedures.ts';
import { localProcedures } from '../local/procedures.ts';
import { meaningProcedures } from '../meaning/procedures.ts';
import { runProcedures } from '../runs/procedures.ts';
import { searchProcedures } from '../search/procedures.ts';
import { maintenanceProcedures } from './maintenance.ts';
import type { ProcedureArgs, ProcedureResult } from './procedure.ts';

/** Everything the database can be asked, by name. */
export const procedures = {
  ...conversationProcedures,
  ...localProcedures,
  ...searchProcedures,
  ...runProcedures,
  ...healthProcedures,
  ...diagnosticsProcedures,
  ...meaningProcedures,
  ...exchangeProcedures,
  ...maintenanceProcedures,
} as const;

export type Procedures = typeof procedures;
export type ProcedureName = keyof Procedures;
export type ArgsOf<N extends ProcedureName> = ProcedureArgs<Procedures[N]>;
export type ResultOf<N extends ProcedureName> = ProcedureResult<Procedures[N]>;
