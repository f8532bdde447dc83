import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { createdTask, readGatewayTask, safeWords, saysNoSuchTask, wordsOf } from './gateway-dialect'

const id = '4665a07c-7641-4809-a133-10786201bb56'
const key = 'sk-0123456789abcdef0123456789abcdef'
const output = ['https://cdn.example/clip.mp4?_jwt=abc']

describe('the task that a create made', () => {
  it.each([
    ['bare', { id }],
    ['with its state', { id, status: 'PENDING' }],
    ['in data', { code: 200, message: 'success', data: { id, status: 'PENDING' } }],
    ['as task_id', { code: 'success', message: '', data: { task_id: id, data: { id: 'suppliers-own' } } }],
    ['as a task', { task: { id } }],
    ['as nothing but data', { code: 'success', data: id }],
    ['beside many fields', { id, state: 'pending', video: null, liked: null }],
  ])('is found %s', (_name, answer) => {
    expect(createdTask(answer)).toBe(id)
  })

  it.each([
    null,
    'text',
    [],
    { status: 'success' },
    { id: '' },
    { id: {} },
    { id: '../../secret' },
    { id: '..' },
    { id: 'a b' },
    { id: 'x'.repeat(201) },
    { code: 'quota_not_enough', data: 'quota' },
    { data: [{ id }] },
    JSON.parse('{"__proto__": {"id": "x"}}'),
  ])('is not there in %j', (answer) => {
    expect(createdTask(answer)).toBeNull()
  })
})

describe('a task', () => {
  it.each([
    [
      { id, status: 'PENDING', progress: null },
      { state: 'waiting', progress: null },
    ],
    [{ id, status: 'THROTTLED' }, { state: 'waiting' }],
    [
      { id, status: 'RUNNING', progress: 0.275 },
      { state: 'running', progress: 0.275 },
    ],
    [
      { id, status: 'running', progress: '45%' },
      { state: 'running', progress: 0.45 },
    ],
    [
      { id, status: 'RUNNING', progress: 45 },
      { state: 'running', progress: 0.45 },
    ],
    [
      { id, status: 'RUNNING', progress: 'soon' },
      { state: 'running', progress: null },
    ],
    [
      { id, status: 'SUCCEEDED', output },
      { state: 'succeeded', link: output[0] },
    ],
    [{ id, status: 'SUCCEEDED', output: output[0] }, { link: output[0] }],
    [
      { id, state: 'completed', video: { url: output[0] } },
      { state: 'succeeded', link: output[0] },
    ],
    [
      { id, state: 'pending', video: null },
      { state: 'waiting', link: null },
    ],
    [{ data: { id, status: 'RUNNING', progress: '10%' } }, { state: 'running', progress: 0.1 }],
    [{ code: 200, data: { task_id: id, task_status: 'processing' } }, { state: 'running' }],
    [
      {
        code: 'success',
        data: { task_id: id, status: 'IN_PROGRESS', progress: '30%', data: { id: 'x', status: 'RUNNING' } },
      },
      { state: 'running', progress: 0.3 },
    ],
    [
      {
        code: 'success',
        data: { task_id: id, status: 'SUCCESS', progress: '100%', data: { id: 'x', status: 'SUCCEEDED', output } },
      },
      { state: 'succeeded', link: output[0] },
    ],
    [
      {
        code: 'success',
        data: { task_id: id, status: 'FAILURE', fail_reason: 'moderated', data: { id: 'x', status: 'PENDING' } },
      },
      { state: 'failed', words: 'moderated' },
    ],
    [
      { id, status: 'FAILED', failure: 'No', failureCode: 'SAFETY.INPUT.TEXT' },
      { state: 'failed', code: 'SAFETY.INPUT.TEXT' },
    ],
    [
      { id, status: 'FAILED', error: { message: 'No', code: 'x_1' } },
      { state: 'failed', words: 'No', code: 'x_1' },
    ],
    [{ id, status: 'CANCELLED' }, { state: 'cancelled' }],
    [{ status: 'success', data: { id, status: 'RUNNING' } }, { state: 'running' }],
    [
      { id, status: 'MEDITATING' },
      { state: null, word: 'MEDITATING' },
    ],
  ])('%j', (answer, expected) => {
    expect(readGatewayTask(answer, [])).toMatchObject(expected)
  })

  it.each([null, 'x', {}, { id }, { error: { message: 'no' } }, { data: null }])('is not in %j', (answer) => {
    expect(readGatewayTask(answer, [])).toBeNull()
  })
})

describe('a task that is not there', () => {
  it.each([
    { code: 'task_not_exist', message: 'task_not_exist', data: null },
    { error: { message: 'task_not_exist', code: 'task_not_exist' } },
    { error: 'Could not find Task: task not found' },
    { message: 'Task does not exist, task_not_exist' },
  ])('is told by %j', (answer) => {
    expect(saysNoSuchTask(answer)).toBe(true)
  })

  it('is not told by other trouble', () => {
    expect(saysNoSuchTask({ error: { message: 'busy', code: 'x' } })).toBe(false)
    expect(saysNoSuchTask({ id, status: 'RUNNING' })).toBe(false)
  })
})

describe('words of a server', () => {
  it('lose keys, signed links, pictures and line ends', () => {
    const text = `Incorrect key ${key}\r\nBearer abc.def sk-another-key-123 https://a.example/x.mp4?token=1 data:image/png;base64,AAAA`
    const safe = safeWords(text, ['secret', key])
    expect(safe).toBe('Incorrect key … Bearer … … https://a.example/x.mp4 …')
  })

  it('are found wherever they stand, and never more than a few', () => {
    expect(wordsOf({ error: { message: 'x'.repeat(30).concat(' ').repeat(40) } }, [])).toHaveLength(300)
    expect(wordsOf({ code: 'success', message: 'success', data: { fail_reason: 'moderated' } }, [])).toBe('moderated')
    expect(wordsOf({ error: 'plain' }, [])).toBe('plain')
    expect(wordsOf('<html>', [])).toBe('')
  })

  const names = ['id', 'task_id', 'status', 'state', 'error', 'message', 'progress', 'output', 'video', 'url', 'code']
  const name = fc.constantFrom(...names, 'data', 'task', 'fail_reason', '__proto__')
  const leaf = fc.oneof(fc.anything(), fc.constantFrom('SUCCESS', 'failed', '40%', key, `no: ${key}`, ...output))
  const wrapped = (inner: fc.Arbitrary<unknown>) =>
    fc.oneof(fc.dictionary(name, fc.oneof(inner, leaf)), fc.array(inner, { maxLength: 3 }), leaf)
  const near = wrapped(wrapped(wrapped(leaf)))

  test.prop([near], { numRuns: 2000 })('nothing throws, and no key comes through', (answer) => {
    const task = readGatewayTask(answer, [key])
    const said = [wordsOf(answer, [key]), task?.words ?? '', task?.word ?? '']
    expect(said.join()).not.toContain(key)
    expect(typeof saysNoSuchTask(answer)).toBe('boolean')
    const created = createdTask(answer)
    if (created !== null) expect(encodeURIComponent(created).replaceAll('%3A', ':')).toBe(created)
    if (task?.progress) expect(task.progress > 0 && task.progress <= 1).toBe(true)
  })
})
