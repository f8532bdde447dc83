import { clipboardCommands } from './clipboard-commands'
import type { Command } from './command'
import { continuityCommands } from './continuity-commands'
import { editCommands } from './edit-commands'
import { fileCommands } from './file-commands'
import { generateCommands } from './generate-commands'
import { helpCommands } from './help-commands'
import { markerCommands } from './marker-commands'
import { playCommands } from './play-commands'
import { queueCommands } from './queue-commands'
import { rollCommands } from './roll-commands'
import { soundCommands } from './sound-commands'
import { takeCommands } from './take-commands'
import { scaleCommands } from './scale-commands'
import { shotsCommands } from './shots-commands'
import { timelineCommands } from './timeline-commands'
import { viewCommands } from './view-commands'

/** Everything a user can do by menu or key, in the order of the shortcut sheet. */
export const commands: readonly Command[] = [
  ...fileCommands,
  ...editCommands,
  ...clipboardCommands,
  ...generateCommands,
  ...continuityCommands,
  ...takeCommands,
  ...shotsCommands,
  ...viewCommands,
  ...queueCommands,
  ...timelineCommands,
  ...rollCommands,
  ...soundCommands,
  ...markerCommands,
  ...playCommands,
  ...scaleCommands,
  ...helpCommands,
]

const byId = new Map(commands.map((command) => [command.id, command]))

/** The command of that id. Throws when there is none: ids are written in our own code. */
export function findCommand(id: string): Command {
  const command = byId.get(id)
  if (!command) throw new Error(`No command ${id}`)
  return command
}

/** Runs a command if it is possible now. */
export async function runCommand(id: string): Promise<void> {
  const command = findCommand(id)
  if (command.enabled()) await command.run()
}
