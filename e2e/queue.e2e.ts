import { expect, test, type Locator, type Page } from '@playwright/test'
import { launchApp, type LaunchedApp } from './launch'
import { filmIn, openFilm, writeQueueFilm } from './support/queue-film'

let launched: LaunchedApp
let page: Page
let queue: Locator

test.beforeEach(async () => {
  launched = await launchApp()
  ;({ page } = launched)
  const folder = filmIn(launched.userData)
  await writeQueueFilm(folder, launched.userData, Date.now())
  await openFilm(launched, folder)
  await page.getByRole('button', { name: /may have been charged/ }).click()
  queue = page.getByRole('list', { name: 'Generations' })
})
test.afterEach(() => launched.close())

const rowOf = (title: string): Locator => queue.getByRole('listitem', { name: new RegExp(`^${title},`) })

function waitingTitles(): Promise<string[]> {
  return queue.locator('[data-waits] button[data-action="title"]').allTextContents()
}

async function ledgerOf(title: string): Promise<{ readonly charged: number; readonly refunded: number }[]> {
  const answer = await page.evaluate(() => window.seamline.requests['ledger:read'](undefined))
  const { value } = answer as {
    value: { entries: { state: string; charged: number; refunded: number; title: string }[] }
  }
  return value.entries.filter((entry) => entry.title === title)
}

test('every state is in the queue with its words and its money', async () => {
  await expect(rowOf('Harbour at dawn')).toContainText('Ready')
  await expect(rowOf('Harbour at dawn')).toContainText('charged 60 credits')
  await expect(rowOf('The lighthouse wakes')).toContainText('60 credits, as approved')
  await expect(rowOf('Gulls over the cliffs')).toContainText('The prompt was refused by moderation. Change the prompt.')
  await expect(rowOf('She turns to the sea')).toContainText('not charged')
  await expect(rowOf('Moonrise, hold')).toContainText('Not sent')
  await expect(rowOf('Coast road, part 1')).toContainText('Cancelled')
  await expect(rowOf('Coast road, part 2')).toContainText('may have been charged 60 credits')
  await expect(rowOf('Coast road, part 5')).toContainText('There is no key for Runway.')
  await expect(rowOf('Coast road, part 9')).toContainText('Paused')
})

test('what moderation refused is not sent again from here; the row leads to its shot', async () => {
  const row = rowOf('Gulls over the cliffs')
  await expect(row.getByRole('button', { name: /^Retry/ })).toHaveCount(0)
  await row.getByRole('button', { name: /^Go to shot/ }).click()
  await expect(page.getByRole('listbox', { name: 'Shots' }).getByRole('option', { selected: true })).toContainText('3')
  await expect(queue).toBeVisible()
})

test('a job that may have been charged is dismissed either way, and the ledger says which', async () => {
  await rowOf('Coast road, part 3').getByRole('button', { name: 'Dismiss: it was charged' }).click()
  await expect(rowOf('Coast road, part 3')).toContainText('charged 60 credits')
  await rowOf('Coast road, part 4').getByRole('button', { name: 'Decide…' }).click()
  await rowOf('Coast road, part 4').getByRole('button', { name: 'Dismiss: it was not charged' }).click()
  await expect(rowOf('Coast road, part 4')).toContainText('not charged')
  await expect(page.getByRole('button', { name: /may have been charged/ })).toHaveCount(0)
  expect(await ledgerOf('Coast road, part 3')).toMatchObject([{ charged: 60_000_000, refunded: 0 }])
  expect(await ledgerOf('Coast road, part 4')).toMatchObject([{ charged: 0, refunded: 60_000_000 }])
})

test('a task id that can’t be one is refused in words, and one that nobody can ask about too', async () => {
  const row = rowOf('Coast road, part 3')
  await row.getByRole('button', { name: 'Enter task id…' }).click()
  const field = row.getByRole('textbox', { name: 'Task id' })
  await expect(field).toBeFocused()
  await field.fill('not an id!')
  await field.press('Enter')
  await expect(row.getByRole('alert')).toContainText('A task id has only letters, digits and dashes.')
  await field.fill('  17f20503-6c24-4c16-946b-35dbbce2af2f ')
  await field.press('Enter')
  await expect(row.getByRole('alert')).toContainText('There is no key for Runway.')
  await field.press('Escape')
  await expect(field).toHaveCount(0)
  await expect(queue).toBeVisible()
})

test('waiting shots change their order by buttons, by keys and by hand, and keep the keyboard', async () => {
  expect(await waitingTitles()).toEqual(['Coast road, part 9', 'Coast road, part 10', 'Coast road, part 11'])
  await queue.getByRole('button', { name: 'Move Coast road, part 9 down' }).click()
  await expect.poll(waitingTitles).toEqual(['Coast road, part 10', 'Coast road, part 9', 'Coast road, part 11'])
  await expect(queue.getByRole('button', { name: 'Move Coast road, part 9 down' })).toBeFocused()
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(waitingTitles).toEqual(['Coast road, part 10', 'Coast road, part 11', 'Coast road, part 9'])
  await rowOf('Coast road, part 9').dragTo(rowOf('Coast road, part 10'), { targetPosition: { x: 60, y: 5 } })
  await expect.poll(waitingTitles).toEqual(['Coast road, part 9', 'Coast road, part 10', 'Coast road, part 11'])
})

test('cancelling says what it costs, and the keyboard stays with the row that ended', async () => {
  const row = rowOf('Coast road, part 9')
  await expect(rowOf('Coast road, part 5').getByRole('button', { name: /may cost up to 60 credits/ })).toBeVisible()
  await row.getByRole('button', { name: /^Cancel · costs nothing/ }).focus()
  await page.keyboard.press('Enter')
  await expect(row).toContainText('Cancelled')
  await expect(row).toContainText('not charged')
  await expect(row).toBeFocused()
})

test('the whole queue is cancelled as far as that costs nothing', async () => {
  await page.getByRole('button', { name: 'Cancel all…' }).click()
  await page.getByRole('menuitem', { name: /Cancel what waits \(3\)/ }).click()
  await expect.poll(waitingTitles).toEqual([])
  await expect(rowOf('Coast road, part 5')).toContainText('Generating')
})

test('quitting names what goes on, and stays when the user keeps working', async () => {
  await launched.app.evaluate(({ dialog }) => {
    dialog.showMessageBox = (...args: unknown[]) => {
      const { detail } = args.at(-1) as Electron.MessageBoxOptions
      ;(globalThis as { asked?: string }).asked = detail ?? ''
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
  })
  await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect
    .poll(() => launched.app.evaluate(() => (globalThis as { asked?: string }).asked))
    .toBe('4 shots go on at Runway and arrive at the next start. 3 shots wait on in the paused queue.')
  await expect(queue).toBeVisible()
})

test('the ledger adds up what is shown', async () => {
  await page.getByRole('button', { name: 'Ledger…' }).click()
  const table = page.getByRole('table', { name: 'Generations and their cost' })
  await expect(table.getByRole('row').last()).toContainText('Sum of 17 generations')
  await expect(table.getByRole('row').last()).toContainText('$10.20')
  await page.getByRole('button', { name: /^May be charged/ }).click()
  await expect(table.getByRole('row').last()).toContainText('Sum of 2 generations')
  await expect(table.getByRole('row').last()).toContainText('$1.20')
})
