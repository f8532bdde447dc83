import type { Command } from './command'
import { addCommand } from './commands/add'
import { cancelCommand } from './commands/cancel'
import { doctorCommand } from './commands/doctor'
import { exportCommand } from './commands/export'
import { generateCommand } from './commands/generate'
import { importCommand } from './commands/import'
import { makeCommand } from './commands/make'
import { modelsCommand } from './commands/models'
import { newCommand } from './commands/new'
import { planCommand } from './commands/plan'
import { recoverCommand } from './commands/recover'
import { settleCommand } from './commands/settle'
import { statusCommand } from './commands/status'

/** Every command, in the order in which a film comes about. */
export const commands: readonly Command[] = [
  makeCommand,
  newCommand,
  addCommand,
  importCommand,
  planCommand,
  generateCommand,
  statusCommand,
  exportCommand,
  modelsCommand,
  doctorCommand,
  settleCommand,
  cancelCommand,
  recoverCommand,
]
