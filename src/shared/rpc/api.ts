import type { DatasetEdit, DatasetSummary, ImportOptions } from '../domain/dataset.ts'
import type { LawEvidence } from '../domain/evidence.ts'
import type { Expr } from '../domain/expr.ts'
import type { Law } from '../domain/law.ts'
import type { MethodOffer } from '../domain/method.ts'
import type { NotebookEntry, Project, Sample } from '../domain/notebook.ts'
import type { RunRequest, RunSnapshot, RunSummary } from '../domain/run.ts'

/** What the engine does for a window or a command. Faults of the user come back as AppError. */
export interface EngineApi extends ProjectsApi, DatasetsApi, RunsApi, LawsApi, NotebookApi, SystemApi {}

export interface SystemApi {
  engineInfo(): Promise<EngineInfo>
  /**
   * Fetches and proves native TensorFlow once more, in seconds or, on a slow line, minutes. Resolves to why it is still
   * not available, or to null where it is; runs that train now go on as they began.
   */
  setUpTensor(): Promise<string | null>
}

export interface EngineInfo {
  readonly version: string
  /** Folder of the database and the kept files; null for an engine in memory. */
  readonly dataDir: string | null
  /** What the user must know of the start, such as a damaged database that was set aside. */
  readonly notices: readonly string[]
  /** Why native TensorFlow is not available, so that training takes longer; null where it is. */
  readonly tensorObstacle: string | null
}

export interface ProjectsApi {
  listProjects(): Promise<Project[]>
  createProject(name: string): Promise<Project>
  renameProject(projectId: number, name: string): Promise<Project>
  /** Deletes the project with all that it holds. */
  deleteProject(projectId: number): Promise<void>
  /** The project opened last; made when there is none. */
  currentProject(): Promise<Project>
  openProject(projectId: number): Promise<Project>
}

export interface DatasetsApi {
  listSamples(): Promise<Sample[]>
  importSample(projectId: number, sampleId: string): Promise<DatasetSummary>
  /** Reads a file that the engine can open itself. `importId` names the work for progress and cancelImport. */
  importPath(
    projectId: number,
    path: string,
    options: Partial<ImportOptions>,
    importId: string
  ): Promise<DatasetSummary>
  /** Upload in three steps: begin, chunks in order, finish. */
  beginUpload(importId: string, name: string, bytes: number): Promise<void>
  appendUpload(importId: string, chunk: Uint8Array): Promise<void>
  finishUpload(projectId: number, importId: string, options: Partial<ImportOptions>): Promise<DatasetSummary>
  cancelImport(importId: string): Promise<void>
  /** Reads the kept file once more with corrected options; roles and units that still fit are kept. */
  reimport(datasetId: number, options: Partial<ImportOptions>, importId: string): Promise<DatasetSummary>
  /** The first 200 lines of the kept file as text. */
  rawText(datasetId: number): Promise<string>
  listDatasets(projectId: number): Promise<DatasetSummary[]>
  getDataset(datasetId: number): Promise<DatasetSummary>
  renameDataset(datasetId: number, name: string): Promise<DatasetSummary>
  /** Deletes the dataset with its runs; notebook entries keep their copies. */
  deleteDataset(datasetId: number): Promise<void>
  editDataset(datasetId: number, edit: DatasetEdit): Promise<DatasetSummary>
  undoDataset(datasetId: number): Promise<DatasetSummary>
  redoDataset(datasetId: number): Promise<DatasetSummary>
  /** Cells for the virtual table: rows start … start+count−1. Numbers keep NaN; labels come as text. */
  readRows(datasetId: number, start: number, count: number): Promise<RowsPage>
}

export interface RowsPage {
  readonly start: number
  readonly count: number
  readonly columns: readonly { readonly name: string; readonly cells: Float64Array | readonly string[] }[]
}

export interface RunsApi {
  /** Every method with the reason why it does not fit, if so. */
  offerMethods(datasetId: number, target: string | null, inputs: readonly string[] | null): Promise<MethodOffer[]>
  listMethods(): Promise<MethodOffer[]>
  startRun(datasetId: number, request: RunRequest): Promise<RunSummary>
  pauseRun(runId: number): Promise<RunSummary>
  /** Goes on after a pause, a stop, an interruption or the end of the time limit. Changed settings may be given. */
  resumeRun(runId: number, changes: Partial<RunRequest>): Promise<RunSummary>
  stopRun(runId: number): Promise<RunSummary>
  listRuns(projectId: number): Promise<RunSummary[]>
  getRun(runId: number): Promise<RunSummary>
  getSnapshot(runId: number): Promise<RunSnapshot>
  deleteRun(runId: number): Promise<void>
  /** Resolves when the run is no longer running or waiting. */
  awaitRun(runId: number): Promise<RunSummary>
}

export type ExportFormat =
  | 'latexEquation' | 'latexTable' | 'latexDocument' | 'python' | 'c' | 'javascript' | 'json' | 'predictions' | 'infix' // prettier-ignore

/** `weights`: the networks that were trained for it, as docs/networks.md describes. */
export type FindingFormat = 'latexEquation' | 'python' | 'c' | 'javascript' | 'json' | 'weights'

export interface ExportedFile {
  readonly fileName: string
  readonly mediaType: string
  readonly text: string
}

/** A law as stored: with its number and its place in the ranking. */
export interface StoredLaw extends Law {
  readonly id: number
  readonly runId: number
  readonly rank: number
  /** Typeset: `P = 365.25\,a^{3/2}` and the right side alone. */
  readonly latex: string
  readonly infix: string
}

export interface LawsApi {
  /** Best first. */
  listLaws(runId: number): Promise<StoredLaw[]>
  getLaw(lawId: number): Promise<StoredLaw>
  lawEvidence(lawId: number): Promise<LawEvidence>
  /** Takes (or, with null, gives up) an exact value for parameter `index` and fits the rest again. */
  setExact(lawId: number, index: number, value: Expr | null): Promise<StoredLaw>
  /** Judges the user's own formula on the same axes and adds it to the run. */
  scoreFormula(runId: number, formula: string): Promise<StoredLaw>
  exportLaw(lawId: number, format: ExportFormat): Promise<ExportedFile>
  exportRun(runId: number, format: 'latexTable' | 'json' | 'csv'): Promise<ExportedFile>
  /** The finding with this key, or with null all findings of the run. */
  exportFindings(runId: number, key: string | null, format: FindingFormat): Promise<ExportedFile>
}

export interface NotebookApi {
  listEntries(projectId: number): Promise<NotebookEntry[]>
  pinLaw(lawId: number): Promise<NotebookEntry>
  /** Pins the finding with this key of a run. */
  pinFinding(runId: number, key: string): Promise<NotebookEntry>
  unpin(entryId: number): Promise<void>
  /** Puts a removed entry back: the undo of unpin. */
  restoreEntry(entryId: number): Promise<NotebookEntry>
  editEntry(entryId: number, change: { readonly title?: string; readonly text?: string }): Promise<NotebookEntry>
  moveEntry(entryId: number, position: number): Promise<NotebookEntry[]>
  exportNotebook(projectId: number, format: 'latex' | 'markdown' | 'html'): Promise<ExportedFile>
}

/** What the engine, or the host above it, tells every window. */
export interface EngineEvents {
  importProgress(importId: string, bytesRead: number, bytesTotal: number): void
  datasetsChanged(projectId: number): void
  runChanged(run: RunSummary): void
  runSnapshot(runId: number, snapshot: RunSnapshot): void
  lawsChanged(runId: number): void
  notebookChanged(projectId: number): void
  /** The engine process died and was started again; runs that were going are marked interrupted. */
  engineRestarted(reason: string): void
  /** A file was given to the program from outside: command line, association, native drop, menu. */
  openFile(path: string): void
  /** A command was chosen in the native menu. */
  menuCommand(command: string): void
}
