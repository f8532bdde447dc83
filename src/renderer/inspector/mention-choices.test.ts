import { expect, it } from 'vitest'
import { sampleDocument, samplePicture, sampleReference } from '../../test-support/sample-film'
import { mentionChoices, mentionMarks } from './mention-choices'
import { nameFrom } from '../state/reference-actions'

const film = sampleDocument({
  clips: [],
  assets: [samplePicture(1)],
  references: [
    sampleReference(1, { name: 'Mara' }),
    sampleReference(2, { name: 'old_mare', kind: 'prop', assetIds: [] }),
    sampleReference(3, { name: 'Harbour', kind: 'place', assetIds: [] }),
  ],
})
const offered = (text: string, caret = text.length) =>
  mentionChoices(film, text, caret)?.choices.map(({ label }) => label) ?? null

it('an @ offers the references, then those whose names hold what is typed', () => {
  expect(offered('see @')).toEqual(['Harbour', 'Mara', 'old_mare'])
  expect(offered('see @MAR')).toEqual(['Mara', 'old_mare'])
  expect(offered('see @old')).toEqual(['old_mare'])
  expect(offered('see @x')).toEqual([])
})

it('nothing is offered away from an @, inside an address and behind a name that is whole', () => {
  for (const text of ['see', 'see @mara ', 'mail me@', '@Harbour']) expect(offered(text)).toBeNull()
})

it('what is chosen takes the place of the whole word', () => {
  expect(mentionChoices(film, 'see @Ma, now', 6)).toMatchObject({ from: 4, to: 7 })
})

it('names are marked, known or not', () => {
  expect(mentionMarks(film, '@mara and @Nora')).toEqual([
    { from: 0, to: 5, tone: 'known' },
    { from: 10, to: 15, tone: 'unknown' },
  ])
})

it('a file’s name becomes a name', () => {
  expect(nameFrom(' Mara, at the sea (2) ')).toBe('Mara_at_the_sea_2')
  expect(nameFrom('--—')).toBe('')
})
