import {
  clipIdSchema,
  markerIdSchema,
  referenceIdSchema,
  shotIdSchema,
  soundIdSchema,
  type ClipId,
  type MarkerId,
  type ReferenceId,
  type ShotId,
  type SoundId,
} from '../../shared/ids'

/** Edits are pure, so the ids of what they make come in from here. */
export function newShotId(): ShotId {
  return shotIdSchema.parse(crypto.randomUUID())
}

export function newClipId(): ClipId {
  return clipIdSchema.parse(crypto.randomUUID())
}

export function newSoundId(): SoundId {
  return soundIdSchema.parse(crypto.randomUUID())
}

export function newMarkerId(): MarkerId {
  return markerIdSchema.parse(crypto.randomUUID())
}

export function newReferenceId(): ReferenceId {
  return referenceIdSchema.parse(crypto.randomUUID())
}
