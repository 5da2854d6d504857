import { rm } from 'node:fs/promises'
import type { Project } from '../../shared/domain/notebook.ts'
import type { ProjectsApi } from '../../shared/rpc/api.ts'
import type { EngineDeps } from './engineDeps.ts'
import { found } from './found.ts'
import { itemName } from './itemName.ts'
import type { RunDesk } from './runDesk.ts'

const FIRST_NAME = 'My project'

export function createProjectsHandlers({ store, now }: EngineDeps, runs: RunDesk): ProjectsApi {
  const get = (id: number): Project => found(store.projects.find(id), 'project', id)
  const create = (name: string): Project => get(store.projects.insert(itemName(name), now()))
  return {
    listProjects: async () => store.projects.list(),
    createProject: async (name) => create(name),
    async renameProject(projectId, name) {
      get(projectId)
      store.projects.rename(projectId, itemName(name))
      return get(projectId)
    },
    async deleteProject(projectId) {
      get(projectId)
      await runs.release((run) => run.projectId === projectId)
      const sources = store.datasets.list(projectId).map(({ sourcePath }) => sourcePath)
      store.projects.remove(projectId)
      await Promise.all(sources.map((path) => rm(path, { force: true })))
    },
    currentProject: async () => store.projects.list()[0] ?? create(FIRST_NAME),
    async openProject(projectId) {
      get(projectId)
      store.projects.markOpened(projectId, now())
      return get(projectId)
    }
  }
}
