import { retirementOf } from '../../shared/models/catalogue'
import type { ShotProblem } from '../../shared/models/quote'
import type { Shot } from '../../shared/project/document'

const words: Readonly<Record<ShotProblem, string>> = {
  endFrameAlone: 'The model takes an end frame only beside a start frame.',
  optionRefused: 'One of its settings is too long, or not one the model knows.',
  pictureAddressMissing: 'The server takes the start picture by an https address only. Enter it under “Picture at”.',
  priceUnknown: 'Its price is not known. Enter it in Settings, under Prices.',
  unknownModel: 'This version does not know the chosen model.',
  modelRetired: 'The chosen model is not made any more. Choose another.',
  promptMissing: 'The model needs a prompt.',
  promptTooShort: 'The prompt is shorter than the model takes.',
  promptTooLong: 'The prompt is longer than the model takes.',
  startFrameMissing: 'The start frame is missing.',
  startFrameRefused: 'The model takes no start frame.',
  endFrameMissing: 'The end frame is missing.',
  endFrameRefused: 'The model takes no end frame.',
  extendRefused: 'The model can’t go on from a clip itself. Start from its last frame, or take another model.',
  extendWithEnd: 'A shot that goes on from a clip takes no end frame.',
  extendElsewhere: 'The model goes on only from clips that it made itself.',
  extendTooOften: 'The model does not go on from clips so often in a row.',
  extendTooLong: 'With what it goes on from, this gets longer than the model makes.',
  durationRefused: 'The model does not offer this duration.',
  ratioRefused: 'The model does not offer this format.',
  seedRefused: 'The model takes no seed.',
  audioRefused: 'The model makes no sound.',
  referenceUnknown: 'The prompt names something after an @ that is not in the references.',
  tooManyReferences: 'It has more references than the model takes.',
  referencesTooLong: 'Its reference sounds are longer together than the model takes.',
  referenceLengthRefused: 'A reference sound is shorter or longer than the model takes.',
  soundFormatRefused: 'A reference sound is in a format the model does not read: MP3, AAC, FLAC and WAV are taken.',
  soundNeedsPicture: 'The model takes a reference sound only beside a reference picture.',
  resolutionWithReferences: 'The model does not make this resolution with reference pictures.',
  upstreamMissing: 'The shot it continues from has no take yet: generate that one too.',
  upstreamCircular: 'These shots continue from each other in a circle.',
}

/** What keeps a shot from being generated, in a sentence. `asked`: whose problem it is. */
export function problemWords(problem: ShotProblem, asked?: Pick<Shot, 'provider' | 'model'>): string {
  const retirement = problem === 'modelRetired' && asked ? retirementOf(asked.provider, asked.model) : null
  return retirement ?? words[problem]
}
