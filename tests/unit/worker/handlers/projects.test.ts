import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { KEPLER, testEngine } from './testEngine.ts'

test('there is always a current project, and it is the one opened last', async () => {
  const { api, projectId } = await testEngine()
  expect(await api.listProjects()).toMatchObject([{ id: projectId }])
  const second = await api.createProject('  Falling bodies ')
  expect(second.name).toBe('Falling bodies')
  expect(await api.currentProject()).toEqual(second)
  await api.openProject(projectId)
  expect(await api.currentProject()).toMatchObject({ id: projectId })
})

test('a deleted project takes its datasets and their files with it, and another becomes the current one', async () => {
  const { api, projectId, importText, sourcesDir } = await testEngine()
  const { id } = await importText('kepler.csv', KEPLER)
  await api.deleteProject(projectId)
  expect(readdirSync(sourcesDir)).toEqual([])
  await expect(api.getDataset(id)).rejects.toMatchObject({ code: 'notFound' })
  expect((await api.currentProject()).id).not.toBe(projectId)
})

test.each([
  ['an empty name', '  ', 'badOption'],
  ['a name without end', 'x'.repeat(201), 'badOption']
])('%s is refused', async (_, name, code) => {
  const { api, projectId } = await testEngine()
  await expect(api.createProject(name)).rejects.toMatchObject({ code })
  await expect(api.renameProject(projectId, name)).rejects.toMatchObject({ code })
})

test('a project that is not there is not found', async () => {
  const { api } = await testEngine()
  for (const call of [api.openProject(99), api.renameProject(99, 'x'), api.deleteProject(99)]) {
    await expect(call).rejects.toMatchObject({ code: 'notFound' })
  }
})

test('the engine tells its version, its folder and what happened at its start', async () => {
  const { api } = await testEngine()
  expect(await api.engineInfo()).toEqual({
    version: '0.0.0',
    dataDir: null,
    notices: [],
    tensorObstacle: null
  })
})
