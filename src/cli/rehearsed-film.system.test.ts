import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Ffmpeg } from '../main/engine/ffmpeg/ffmpeg'
import { testFfmpeg } from '../main/engine/ffmpeg/test-ffmpeg'
import { verifyClip } from '../main/engine/media/verify-clip'
import { openProject } from '../main/engine/project/open-project'
import { editIn, titled } from '../main/engine/project/testing/open-for-test'
import { buildCommandLine, drawPictures, inCliWorld, processesIn, removeCommandLine } from './testing/cli-world'

let program: string
let ffmpeg: Ffmpeg
beforeAll(async () => {
  ffmpeg = await testFfmpeg()
  program = await buildCommandLine()
})
afterAll(() => removeCommandLine(program))

const signal = new AbortController().signal

it('makes a film of three pictures in one command, and the same command again pays and rehearses nothing', async () => {
  await inCliWorld(program, async (world) => {
    await drawPictures(ffmpeg, world, 3)
    const look = ['--duration', '2', '--dissolve', '6', '--size', '640x360']
    const args = ['make', '-i', 'refs/*.png', '-p', 'push in', 'pan left', ...look, '-o', 'out.mp4']
    const made = await world.run(...args)
    expect(made).toMatchObject({ code: 0 })
    expect(made.stderr).toContain('2 prompts for 3 pictures')
    const film = await verifyClip(ffmpeg, path.join(world.folder, 'out.mp4'), signal)
    expect(film).toMatchObject({ ok: true, value: { frames: 3 * 48 - 2 * 6, size: { width: 640, height: 360 } } })
    const status = await world.json('status', 'out')
    expect(status).toMatchObject({ exit: 0, ledger: { charged: 0, reserved: 0 }, openIn: null, unsaved: null })
    const shots = status['shots'] as readonly { name: string; state: string; takes: number; prompt: string }[]
    expect(shots.map(({ name, state, takes, prompt }) => [name, state, takes, prompt])).toEqual([
      ['shot 1', 'ready', 1, 'push in'],
      ['shot 2', 'ready', 1, 'pan left'],
      ['shot 3', 'ready', 1, 'pan left'],
    ])
    const again = await world.run(...args)
    expect(again).toMatchObject({ code: 0 })
    expect(again.stderr).not.toContain('generating')
    expect((await world.json('status', 'out'))['jobs']).toHaveLength(3)
    expect(await world.run(...args.slice(0, -2), '--keep', 'out', '--chain')).toMatchObject({ code: 2 })
    expect(await processesIn(world.folder)).toEqual([])
  })
})

it('makes thirty seconds from one picture in one command, each shot from the last frame of the one before', async () => {
  await inCliWorld(program, async (world) => {
    await drawPictures(ffmpeg, world, 2)
    const [one, other] = ['refs/shot 1.png', 'refs/shot 2.png'] as const
    const look = ['--size', '320x180', '-p', 'pan right', 'continue']
    const made = await world.run('make', '-i', one, '--length', '30', ...look, '-o', 'long.mp4')
    expect(made).toMatchObject({ code: 0 })
    expect(made.stderr).toContain('2 prompts for 3 parts: the last prompt repeats in 1 more.')
    const film = await verifyClip(ffmpeg, path.join(world.folder, 'long.mp4'), signal)
    expect(film).toMatchObject({ ok: true, value: { frames: 30 * 24 } })

    await world.run('new', 'veo', '--model', 'veo3.1_fast')
    const added = await world.json('add', 'veo', one, '--length', '29', '--same', '-p', 'a', 'b', 'c', 'd', 'e')
    expect(added).toMatchObject({
      exit: 0,
      notes: [expect.stringContaining('29 s became 30 s'), expect.stringContaining('“e”')],
    })
    const plan = await world.json('plan', 'veo')
    expect((plan['shots'] as readonly { seconds: number }[]).map(({ seconds }) => seconds)).toEqual([8, 8, 8, 6])
    for (const wrong of [
      ['--length', '0'],
      ['--length', '-5'],
      ['--length', '1e9'],
      ['--length', 'long'],
      ['--length', '30', '--duration', '5'],
      ['--same'],
    ]) {
      const refused = await world.run('add', 'veo', one, ...wrong)
      expect(refused).toMatchObject({ code: 2, stdout: '' })
      expect(refused.stderr).toContain(wrong[0])
    }
    expect(await world.run('make', '-i', one, other, '--length', '30', '-o', 'two.mp4')).toMatchObject({ code: 2 })
    expect((await world.json('plan', 'veo'))['shots']).toHaveLength(4)
  })
})

it('imports a folder with its prompts, and says what it left out', async () => {
  await inCliWorld(program, async (world) => {
    await drawPictures(ffmpeg, world, 2)
    await writeFile(path.join(world.folder, 'refs', 'prompts.txt'), '# the board\n\none\ntwo\nthree\n')
    await writeFile(path.join(world.folder, 'refs', 'broken.png'), 'no picture')
    expect(await world.run('new', 'board', '--fps', '25', '--budget', '5')).toMatchObject({ code: 0 })
    const imported = await world.json('import', 'board', 'refs', '--prompts', 'refs/prompts.txt')
    expect(imported).toMatchObject({ exit: 0, refused: [{ name: 'broken.png' }] })
    expect(imported['added']).toMatchObject([{ name: 'shot 1' }, { name: 'shot 2' }, { name: 'three', number: 3 }])
    expect(await world.json('plan', 'board')).toMatchObject({ exit: 0, dollars: 0, ready: true, budget: { limit: 5 } })
    const early = await world.json('export', 'board')
    expect(early).toMatchObject({ exit: 4, error: { reason: 'notGenerated' } })
  })
})

it('leaves alone a film that is open elsewhere or has unsaved edits, and says what to do', async () => {
  await inCliWorld(program, async (world) => {
    await world.run('new', 'film')
    const folder = path.join(world.folder, 'film.seamline')
    const opened = await openProject(folder, { appData: world.data })
    if (!opened.ok) throw new Error(opened.problem.message)
    editIn(opened.value, 'Rename', titled('Renamed'))
    const locked = await world.run('add', 'film', '-p', 'one')
    expect(locked).toMatchObject({ code: 5 })
    expect(locked.stderr).toContain(`process ${process.pid}`)
    expect(await world.json('generate', 'film')).toMatchObject({ exit: 5, error: { reason: 'locked' } })
    const open = await world.json('status', 'film')
    expect(open).toMatchObject({ exit: 0, film: { title: 'film' } })
    expect(open['openIn']).toContain(String(process.pid))
    await opened.value.close({ save: false })

    for (const args of [
      ['add', 'film', '-p', 'one'],
      ['plan', 'film'],
      ['generate', 'film'],
    ]) {
      expect(await world.json(...args)).toMatchObject({ exit: 6, error: { reason: 'recovery' }, unsaved: { edits: 1 } })
    }
    expect(await world.json('status', 'film')).toMatchObject({ exit: 0, unsaved: { edits: 1 } })
    expect(await world.json('recover', 'film', '--edits')).toMatchObject({ exit: 0, recovered: true })
    expect(await world.json('status', 'film')).toMatchObject({ film: { title: 'Renamed' }, unsaved: null })
    expect(await world.run('add', 'film', '-p', 'one')).toMatchObject({ code: 0 })
  })
})

it('stops a rehearsal at Ctrl-C without a child left, and goes on with it later', async () => {
  await inCliWorld(program, async (world) => {
    await world.run('new', 'film')
    await world.run('add', 'film', '-p', 'push in', '--duration', '10')
    const generating = world.start('generate', 'film')
    await expect.poll(generating.said, { timeout: 30_000 }).toContain('generating')
    generating.child.kill('SIGINT')
    const ended = await generating.ended
    expect(ended.code).toBe(130)
    expect(ended.stderr).toContain('seamline status film.seamline --collect')
    expect(await processesIn(world.folder)).toEqual([])
    const after = await world.json('status', 'film', '--collect')
    expect(after).toMatchObject({ exit: 0, shots: [{ state: 'ready', takes: 1 }] })
  })
})

it('says what is wrong in words, with exit code 2, and does nothing', async () => {
  await inCliWorld(program, async (world) => {
    for (const args of [['plam'], ['add'], ['new', 'x', '--modle', 'y'], ['new', 'x', '--model', 'gen9'], ['make']]) {
      const { code, stderr, stdout } = await world.run(...args)
      expect(code).toBe(2)
      expect(stdout).toBe('')
      expect(stderr).toMatch(/^seamline: /)
      expect(stderr).not.toMatch(/\.js:\d|at \w+ \(/)
    }
    expect(await world.run('status', 'nothing')).toMatchObject({ code: 1 })
    expect((await world.run('help', 'make')).stdout).toContain('--max-cost')
  })
})
