import type { Project } from '../../../shared/domain/notebook.ts'
import type { ProjectsApi } from '../../../shared/rpc/api.ts'

/** The projects of this machine and the open one. Failures go to the caller. */
export class ProjectsState {
  readonly #api: ProjectsApi
  #items = $state.raw<readonly Project[]>([])
  #current = $state.raw<Project | null>(null)

  constructor(api: ProjectsApi) {
    this.#api = api
  }

  /** Opened last stands first. */
  get items(): readonly Project[] {
    return this.#items
  }

  get current(): Project | null {
    return this.#current
  }

  /** Opens the wanted project where it still exists, else the one opened last. */
  async open(wantedId: number | null): Promise<Project> {
    const last = await this.#api.currentProject()
    const known = await this.#api.listProjects()
    const wanted = known.find(({ id }) => id === wantedId && id !== last.id)
    this.#current = wanted ? await this.#api.openProject(wanted.id) : last
    await this.#list()
    return this.#current
  }

  async create(name: string): Promise<Project> {
    const { id } = await this.#api.createProject(name)
    return this.open(id)
  }

  async rename(id: number, name: string): Promise<void> {
    const project = await this.#api.renameProject(id, name)
    if (project.id === this.#current?.id) this.#current = project
    await this.#list()
  }

  /** Deletes a project with all that it holds and opens another. */
  async remove(id: number): Promise<Project> {
    await this.#api.deleteProject(id)
    return this.open(this.#current?.id === id ? null : (this.#current?.id ?? null))
  }

  async #list(): Promise<void> {
    this.#items = (await this.#api.listProjects()).toSorted((a, b) => b.openedAt - a.openedAt)
  }
}
