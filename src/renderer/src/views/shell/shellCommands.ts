import type { Command } from '../../state/commands.svelte.ts'
import { isGoing } from '../../state/runs.svelte.ts'
import { TABS, type Tab } from '../../state/place.ts'
import type { Workbench } from '../../state/workbench.svelte.ts'
import type { Shell } from './shell.svelte.ts'

export const TAB_TITLES: Readonly<Record<Tab, string>> = {
  data: 'Data',
  discover: 'Discover',
  laws: 'Laws',
  notebook: 'Notebook'
}

const always = () => true
const anyTime = { shortcut: null, enabled: always }

/** The actions that are there whatever the window shows. */
export function shellCommands(workbench: Workbench, shell: Shell): readonly Command[] {
  return [
    ...runCommands(workbench),
    ...dataCommands(workbench, shell),
    ...viewCommands(workbench, shell),
    ...projectCommands(shell)
  ]
}

function runCommands(workbench: Workbench): Command[] {
  const { runs } = workbench
  const group = 'Run'
  return [
    {
      id: 'run.discover',
      title: 'Discover laws',
      group,
      shortcut: 'Mod+Enter',
      outsideFields: false,
      enabled: () => workbench.discoverObstacle === null && runs.active === null,
      run: () => workbench.discover()
    },
    {
      id: 'run.pause',
      title: 'Pause the run',
      group,
      shortcut: 'Mod+.',
      enabled: () => runs.active !== null && isGoing(runs.active.status),
      run: () => runs.pause(runs.active?.id)
    },
    {
      id: 'run.resume',
      title: 'Resume the run',
      group,
      shortcut: 'Mod+.',
      enabled: () => runs.resumable !== null,
      run: () => runs.resume({}, runs.resumable?.id)
    },
    {
      id: 'run.stop',
      title: 'Stop the run',
      group,
      shortcut: 'Mod+Shift+.',
      enabled: () => runs.active !== null,
      run: () => runs.stop(runs.active?.id)
    }
  ]
}

function dataCommands({ datasets }: Workbench, shell: Shell): Command[] {
  const group = 'Data'
  const ofCurrent = (open: (id: number) => void) => ({
    group,
    shortcut: null,
    enabled: () => datasets.current !== null,
    run: () => datasets.current && open(datasets.current.id)
  })
  return [
    {
      id: 'data.choose',
      title: 'Open a file…',
      group,
      shortcut: 'Mod+O',
      outsideFields: false,
      enabled: always,
      run: () => shell.chooseFiles()
    },
    {
      id: 'data.paste',
      title: 'Paste a table',
      group,
      shortcut: 'Mod+V',
      isNative: true,
      enabled: always,
      run: () => shell.pasteTable()
    },
    {
      id: 'edit.undo',
      title: 'Undo the last change of the data',
      group,
      shortcut: 'Mod+Z',
      enabled: () => datasets.current?.canUndo ?? false,
      run: () => datasets.undo()
    },
    {
      id: 'edit.redo',
      title: 'Redo the change of the data',
      group,
      shortcut: 'Mod+Shift+Z',
      enabled: () => datasets.current?.canRedo ?? false,
      run: () => datasets.redo()
    },
    {
      id: 'data.rename',
      title: 'Rename the dataset…',
      ...ofCurrent((id) => shell.open({ kind: 'renameDataset', id }))
    },
    { id: 'data.delete', title: 'Delete the dataset…', ...ofCurrent((id) => shell.open({ kind: 'deleteDataset', id })) }
  ]
}

function viewCommands(workbench: Workbench, shell: Shell): Command[] {
  const group = 'View'
  const tabs = TABS.map((tab, i): Command => ({
    id: `view.${tab}`,
    title: `Show ${TAB_TITLES[tab]}`,
    group,
    shortcut: `Mod+${i + 1}`,
    outsideFields: false,
    enabled: () => workbench.canShow(tab),
    run: () => workbench.showTab(tab)
  }))
  return [
    ...tabs,
    { ...anyTime, id: 'view.samples', title: 'Show the samples', group, run: () => workbench.showEmpty() },
    {
      id: 'view.theme',
      title: 'Switch between light and dark',
      group,
      shortcut: 'Mod+Shift+L',
      enabled: always,
      run: () => workbench.theme.toggle()
    },
    {
      id: 'view.palette',
      title: 'Show all commands',
      group,
      shortcut: 'Mod+K',
      outsideFields: false,
      enabled: always,
      run: () => shell.open({ kind: 'palette' })
    }
  ]
}

function projectCommands(shell: Shell): Command[] {
  const common = { ...anyTime, group: 'Project' }
  return [
    { ...common, id: 'project.new', title: 'New project…', run: () => shell.open({ kind: 'newProject' }) },
    { ...common, id: 'project.rename', title: 'Rename the project…', run: () => shell.open({ kind: 'renameProject' }) },
    { ...common, id: 'project.delete', title: 'Delete the project…', run: () => shell.open({ kind: 'deleteProject' }) }
  ]
}

/** Commands for what the project holds: one for each dataset, run and other project. */
export function placeCommands(workbench: Workbench): readonly Command[] {
  const common = { ...anyTime, group: 'Go to' }
  const datasets = workbench.datasets.items.map(({ id, name }) => ({
    ...common,
    id: `dataset.${id}`,
    title: `Dataset ${name}`,
    run: () => workbench.selectDataset(id)
  }))
  const runs = workbench.runs.items.map(({ id, title }) => ({
    ...common,
    id: `run.${id}`,
    title: `Run ${id}: ${title}`,
    run: () => workbench.selectRun(id)
  }))
  const projects = workbench.projects.items
    .filter(({ id }) => id !== workbench.project?.id)
    .map(({ id, name }) => ({
      ...common,
      id: `project.${id}`,
      title: `Project ${name}`,
      run: () => workbench.openProject(id)
    }))
  return [...datasets, ...runs, ...projects]
}
