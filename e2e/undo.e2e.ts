import { expect, test, type Locator, type Page } from '@playwright/test'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { SavedDocument } from '../src/shared/project/saved-document'
import { launchApp, type LaunchedApp } from './launch'
import { dropFiles } from './support/drop-files'
import { samplePictures, writeNumberedFilm } from './support/film-folder'
import { menuLabel, openByDialog, readDocument, shotsOf } from './support/film-reading'
import { writeTone } from './support/tone'

let launched: LaunchedApp
let page: Page
/** The engine's film after each edit; the first is the film as it was opened. */
let states: SavedDocument[]
let labels: string[]

/** A second, newer take of the first shot, so that there is something to choose from. */
async function addSecondTake(folder: string): Promise<void> {
  const takes = join(folder, 'takes')
  const take = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(join(takes, 't1.json'), 'utf8')))
  await copyFile(join(takes, 't1.mp4'), join(takes, 't9.mp4'))
  const newer = { ...take, id: 't9', taskId: 'task-9', createdAt: '2026-01-02T00:00:00.000Z' }
  await writeFile(join(takes, 't9.json'), JSON.stringify(newer))
}

test.beforeEach(async () => {
  launched = await launchApp()
  page = launched.page
  const folder = join(launched.films, 'Numbered film.seamline')
  await writeNumberedFilm(folder, [{ frames: 96 }, { frames: 96 }, { frames: 96 }, { frames: 96 }])
  await addSecondTake(folder)
  await expect(shotsOf(page)).toHaveCount(6)
  await openByDialog(launched.app, page, folder)
  await expect(shotsOf(page)).toHaveCount(4)
  states = [await readDocument(page)]
  labels = []
})
test.afterEach(async () => launched.close())

function clip(name: string): Locator {
  return page.getByRole('option', { name: new RegExp(`, ${name}, `) })
}

function button(name: string | RegExp): Locator {
  return page.getByRole('button', { name, exact: true })
}

/** Makes one edit, waits until the engine has it, and checks what the Edit menu offers to take back. */
async function edit(label: string, act: () => Promise<void>): Promise<void> {
  const before = states.at(-1)
  await act()
  await expect.poll(() => readDocument(page), `the edit “${label}”`).not.toEqual(before)
  await expect.poll(() => menuLabel(launched.app, 'edit.undo')).toBe(`Undo ${label}`)
  states.push(await readDocument(page))
  labels.push(label)
}

async function leaveFields(): Promise<void> {
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
}

/** Takes everything back and makes it again, one step at a time, and finds every state in between. */
async function undoAndRedoAll(): Promise<void> {
  await leaveFields()
  for (const [index, label] of [...labels.entries()].reverse()) {
    await page.keyboard.press('Control+z')
    await expect.poll(() => readDocument(page), `before “${label}”`).toEqual(states[index])
    await expect.poll(() => menuLabel(launched.app, 'edit.redo')).toBe(`Redo ${label}`)
  }
  await expect.poll(() => menuLabel(launched.app, 'edit.undo')).toBe('Undo')
  for (const [index, label] of labels.entries()) {
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(() => readDocument(page), `after “${label}”`).toEqual(states[index + 1])
  }
  await expect.poll(() => menuLabel(launched.app, 'edit.redo')).toBe('Redo')
}

async function middleOf(target: Locator): Promise<{ x: number; y: number; width: number }> {
  const box = await target.boundingBox()
  if (!box) throw new Error('nothing to take hold of')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width }
}

async function take(target: Locator, by: number): Promise<void> {
  const { x, y } = await middleOf(target)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + by / 2, y, { steps: 3 })
  await page.mouse.move(x + by, y, { steps: 3 })
}

async function drag(target: Locator, by: number): Promise<void> {
  await take(target, by)
  await page.mouse.up()
}

async function goTo(timecode: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Timecode' })
  await field.fill(timecode)
  await field.press('Enter')
  await expect(field).toHaveValue(timecode)
}

async function choose(field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click()
  await page.getByRole('option', { name: option }).click()
}

test('every arrangement and cut is undone and made again', async () => {
  await edit('Add Picture', () => dropFiles(page, clip('Numbered 2'), samplePictures.slice(0, 1), { x: 0.05, y: 0.4 }))
  await expect(shotsOf(page).nth(1)).toContainText('1-harbour-at-dawn')
  await edit('Move Shot', async () => {
    const to = await middleOf(clip('Numbered 1'))
    const from = await middleOf(clip('Numbered 3'))
    await drag(clip('Numbered 3'), to.x - to.width / 2 - from.x + 6)
  })
  await expect(shotsOf(page).first()).toHaveAccessibleName(/Numbered 3/)
  await edit('Move Shot', () => page.keyboard.press('Alt+ArrowRight'))
  await expect(shotsOf(page).nth(1)).toHaveAccessibleName(/Numbered 3/)
  await edit('Trim End', () => drag(clip('Numbered 1').locator('[data-edge=out]'), -60))
  await edit('Trim Start', () => drag(clip('Numbered 3').locator('[data-edge=in]'), 50))
  await page.keyboard.press('Home')
  await goTo('00:00:00:20')
  await edit('Trim Start', () => page.keyboard.press('['))
  await goTo('00:00:01:00')
  await edit('Trim End', () => page.keyboard.press(']'))
  await goTo('00:00:00:10')
  await edit('Split', () => page.keyboard.press('s'))
  await page.keyboard.press('b')
  await edit('Split', () => clip('Numbered 4').click({ position: { x: 80, y: 30 } }))
  await page.keyboard.press('v')
  await clip('Numbered 2').click()
  await edit('Duplicate', () => page.keyboard.press('Control+d'))
  await edit('Delete Shot', () => page.keyboard.press('Delete'))
  await edit('Dissolve', async () => {
    await button(/^Seam 3 to 4/).click()
    await page.getByRole('dialog', { name: 'Join' }).getByRole('button', { name: 'Dissolve' }).click()
    await page.keyboard.press('Escape')
  })
  await clip('Numbered 2').click()
  await edit('Shorten', () => page.keyboard.press(','))
  await edit('New Shot', () => page.keyboard.press('Control+Shift+n'))
  await undoAndRedoAll()
})

test('every setting of a shot is undone and made again', async () => {
  await edit('Add Picture', () =>
    dropFiles(page, page.getByRole('region', { name: 'Timeline' }), samplePictures.slice(0, 1)),
  )
  await clip('Numbered 2').click()
  const prompt = page.getByRole('textbox', { name: 'Prompt' })
  await edit('Edit Prompt', async () => {
    await prompt.pressSequentially('Slow push in on the harbour. “Now”, she says. 🎬')
    await prompt.blur()
  })
  await edit('Change Duration', () => button('4').click())
  await edit('Change Seed', async () => {
    await page.getByRole('textbox', { name: 'Seed' }).fill('4294967295')
    await page.keyboard.press('Enter')
  })
  await edit('Random Seed', () => button('Let the model choose a seed').click())
  await edit('Rename Shot', async () => {
    await page.getByRole('textbox', { name: 'Name of the shot' }).fill('Harbour <b>"1"</b>')
    await page.keyboard.press('Enter')
  })
  await button('Continue from another shot').click()
  await edit('Continue from Previous', () => button(/^Last frame of shot/).click())
  await button(/^Continues from shot/).click()
  await edit('Stop Continuing', () => button('Let go').click())
  await page.getByRole('option', { name: /1-harbour-at-dawn/ }).click()
  await edit('Frame Picture', async () => {
    await button('Change start frame').dblclick()
    await page.getByRole('group', { name: /^Crop frame/ }).press('Shift+-')
    await button('Done').click()
  })
  await edit('Clear Start Frame', async () => {
    await button('Change start frame').click()
    await button('Clear').click()
  })
  await edit('Set Start Frame', async () => {
    await button('Choose start frame').click()
    await page.getByRole('dialog').getByRole('button', { name: '1-harbour-at-dawn.jpg' }).click()
  })
  await undoAndRedoAll()
})

test('every mark on a take is undone and made again', async () => {
  await clip('Numbered 1').click()
  const inFilm = button(/^Take 2, in the film/)
  await expect(inFilm).toBeVisible()
  const first = page.getByRole('listitem').filter({ has: button(/^Take 1/) })
  await first.hover()
  await edit('Star Take', () => button('Star take 1').click())
  await edit('Reject Take', () => button('Reject take 1').click())
  await edit('Take Back Rejection', () => button('Take the rejection off take 1').press('Enter'))
  await expect(inFilm, 'marks leave the film as it is').toBeVisible()
  await edit('Unstar Take', () => button('Take the star off take 1').press('Enter'))
  await edit('Star Take', () => button('Star take 2').press('Enter'))
  await edit('Reject Take', () => button(/^Reject take 2/).press('Enter'))
  await expect(button(/^Take 1, in the film/)).toBeVisible()
  await edit('Pick Take', () => button(/^Take 2/).click())
  await edit('Follow Newest Take', () => button(/^Unpin/).click())
  await edit('Pin Take', () => button(/^Pin this take/).click())
  await undoAndRedoAll()
})

test('music is undone and made again', async () => {
  const tone = join(launched.userData, 'A tone.wav')
  await writeTone(tone, 6)
  await edit('Add Music', () => dropFiles(page, page.getByRole('listbox', { name: 'Music' }), [tone], { x: 0, y: 0.5 }))
  const sound = page.getByRole('listbox', { name: 'Music' }).getByRole('option')
  await edit('Move Sound', () => drag(sound, 90))
  await edit('Trim End', () => drag(sound.locator('[data-edge=out]'), -70))
  await edit('Fade In', () => drag(sound.locator('[data-fade=in]'), 40))
  await edit('Fade Out', () => drag(sound.locator('[data-fade=out]'), -40))
  await edit('Gain', async () => {
    await button(/^A tone.*, gain and fades$/).click()
    await page.getByRole('dialog').getByRole('slider', { name: 'Gain' }).press('ArrowLeft')
    await page.keyboard.press('Escape')
  })
  await edit('Delete Sound', async () => {
    await sound.click()
    await page.keyboard.press('Delete')
  })
  await undoAndRedoAll()
})

test('the settings of the film are undone and made again, the rate with everything in it', async () => {
  await edit('Trim End', () => drag(clip('Numbered 1').locator('[data-edge=out]'), -61))
  await edit('Dissolve', async () => {
    await button(/^Seam 2 to 3/).click()
    await page.getByRole('dialog', { name: 'Join' }).getByRole('button', { name: 'Dissolve' }).click()
    await page.keyboard.press('Escape')
  })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await edit('Rename Film', async () => {
    await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Harbour, “final” 2')
    await page.keyboard.press('Enter')
  })
  await edit('Edit Style Line', async () => {
    const style = page.getByRole('textbox', { name: 'Style line' })
    await style.fill('35 mm, muted colours')
    await style.blur()
  })
  await edit('Change Size', () => choose('Size of the film', '1080 × 1920'))
  await edit('Change Fit', () => button('Cropped').click())
  await edit('Change Default Duration', async () => {
    await page
      .getByRole('group', { name: 'Duration of new shots, in seconds' })
      .getByRole('button', { name: '8' })
      .click()
  })
  await edit('Change Rate', () => choose('Frame rate of the film', '25 fps'))
  await edit('Change Rate', () => choose('Frame rate of the film', '29.97 fps'))
  await undoAndRedoAll()
})

test('Escape during a drag restores the film exactly', async () => {
  const before = await readDocument(page)
  const grips = [
    [clip('Numbered 2'), -300],
    [clip('Numbered 2').locator('[data-edge=in]'), 60],
    [clip('Numbered 2').locator('[data-edge=out]'), -60],
  ] as const
  for (const [grip, by] of grips) {
    const place = await clip('Numbered 3').boundingBox()
    await take(grip, by)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect(await readDocument(page)).toEqual(before)
    expect(await clip('Numbered 3').boundingBox()).toEqual(place)
  }
  expect(await menuLabel(launched.app, 'edit.undo')).toBe('Undo')
})
