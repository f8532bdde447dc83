import { findModel } from '../../shared/models/catalogue'
import type { Shape, VideoModel } from '../../shared/models/model'
import { supportWords } from '../../shared/models/reference-words'
import { durationWords, noSoundWords } from '../../shared/models/switch-model'
import type { Shot } from '../../shared/project/document'
import { shapeWords } from './format-choices'
import styles from './Inspector.module.css'
import { Section } from './Section'

function ratios(shape: Shape): readonly string[] {
  return shape.kind === 'listed' ? [...new Set(shape.formats.map(({ size }) => shapeWords(size)))] : []
}

function* shapeLimits({ shape, textShape }: VideoModel): Generator<string> {
  if (shape.kind === 'picture') yield 'makes the shape of its start frame'
  if (textShape === null) return
  const words = ratios(textShape)
  const fewer = shape.kind === 'picture' || words.length < ratios(shape).length
  if (words.length > 0 && fewer) yield `makes only ${words.join(', ')} without a start frame`
}

function* frameLimits(model: VideoModel): Generator<string> {
  if (model.start === 'refused') yield 'takes no start frame'
  if (model.start === 'required') yield 'always needs a start frame'
  if (model.end === 'refused') yield 'takes no end frame'
  if (model.end === 'withStart') yield 'takes an end frame only beside a start frame'
}

function* limitsOf(model: VideoModel): Generator<string> {
  yield `makes ${durationWords(model)} s`
  yield* shapeLimits(model)
  yield* frameLimits(model)
  const references = supportWords(model)
  yield references === null ? 'takes no references' : `takes references: ${references}`
  if (!model.seed) yield 'takes no seed'
  if (!model.audio) yield noSoundWords(model)
}

/** What the model makes and can't do, so that nobody looks for it. */
export function ModelLimits({ shot }: { readonly shot: Shot }) {
  const model = findModel(shot.provider, shot.model)
  if (!model) return null
  return (
    <Section>
      <p className={styles['note']}>
        {model.label} {[...limitsOf(model)].join('; it ')}.
      </p>
    </Section>
  )
}
