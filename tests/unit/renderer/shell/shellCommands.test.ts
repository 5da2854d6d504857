import { expect, test, vi } from 'vitest'
import type { EngineApi } from '../../../../src/shared/rpc/api.ts'
import { Workbench } from '../../../../src/renderer/src/state/workbench.svelte.ts'
import { Shell } from '../../../../src/renderer/src/views/shell/shell.svelte.ts'
import { placeCommands, shellCommands } from '../../../../src/renderer/src/views/shell/shellCommands.ts'
import {
  fakeDataset,
  fakeEngine,
  fakeProject,
  fakeRun,
  fakeSnapshot,
  fakeSurroundings
} from '../../../support/fakeEngine.ts'

async function open(answers: Partial<EngineApi> = {}) {
  const api = fakeEngine({
    currentProject: async () => fakeProject,
    listProjects: async () => [fakeProject, { ...fakeProject, id: 2, name: 'Gas' }],
    listSamples: async () => [],
    listDatasets: async () => [fakeDataset(1)],
    listRuns: async () => [],
    listEntries: async () => [],
    getSnapshot: async () => fakeSnapshot,
    listLaws: async () => [],
    ...answers
  })
  const workbench = new Workbench(api, fakeSurroundings().surroundings)
  await workbench.open()
  const shell = new Shell(workbench)
  workbench.commands.register(shellCommands(workbench, shell))
  return { workbench, shell, enabled: (id: string) => workbench.commands.find(id)?.enabled() }
}

test('every command has its own name, and no two that can run at once share a shortcut', async () => {
  const { workbench } = await open()
  const ids = workbench.commands.all.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const shortcuts = workbench.commands.all.filter(({ enabled, shortcut }) => shortcut !== null && enabled())
  expect(new Set(shortcuts.map(({ shortcut }) => shortcut)).size).toBe(shortcuts.length)
})

test('the commands of a run follow its state', async () => {
  const states = ['run.discover', 'run.pause', 'run.resume', 'run.stop']
  const at = async (listRuns: EngineApi['listRuns']) => {
    const { enabled } = await open({ listRuns })
    return states.filter(enabled)
  }
  expect(await at(async () => [])).toEqual(['run.discover'])
  expect(await at(async () => [fakeRun(1, { status: 'running' })])).toEqual(['run.pause', 'run.stop'])
  expect(await at(async () => [fakeRun(1, { status: 'paused' })])).toEqual(['run.resume', 'run.stop'])
  expect(await at(async () => [fakeRun(1, { status: 'interrupted' })])).toEqual(['run.discover', 'run.resume'])
  expect(await at(async () => [fakeRun(1, { canResume: false })])).toEqual(['run.discover'])
})

test('a dialog opens by its command', async () => {
  const { workbench, shell } = await open()
  workbench.commands.run('data.delete')
  expect(shell.dialog).toEqual({ kind: 'deleteDataset', id: 1 })
})

test('the palette leads to every place of the project, not to the one that is open', async () => {
  const { workbench } = await open({ listRuns: async () => [fakeRun(7)] })
  expect(placeCommands(workbench).map(({ title }) => title)).toEqual([
    'Dataset data 1',
    'Run 7: Power laws',
    'Project Gas'
  ])
})

test('an empty clipboard is said, a table in it becomes a dataset', async () => {
  const { workbench, shell } = await open()
  const importText = vi.spyOn(workbench.datasets, 'importText').mockResolvedValue()
  await shell.takeText(' \n')
  expect(workbench.notices.items[0]?.text).toBe('The clipboard holds no text.')
  await shell.takeText('a,b\n1,2')
  expect(importText).toHaveBeenCalledWith('a,b\n1,2', 'pasted table.csv')
})
