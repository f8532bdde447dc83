import { copyFile, link, open, rename, rm } from 'node:fs/promises'

/** The part of an open file that durable writing needs; Node's `FileHandle` fits. */
export interface OpenFile {
  write(bytes: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesWritten: number }>
  sync(): Promise<void>
  stat(): Promise<{ readonly size: number }>
  truncate(length: number): Promise<void>
  close(): Promise<void>
}

/** Every call by which durable writing touches the disk, so that a test can fail or stop at each of them. */
export interface FileOperations {
  open(path: string, flags: 'wx' | 'r+' | 'r'): Promise<OpenFile>
  link(from: string, to: string): Promise<void>
  copy(from: string, to: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Removes a file; a missing one is fine. */
  remove(path: string): Promise<void>
}

/** The real disk. */
export const diskFiles: FileOperations = {
  open,
  link,
  copy: copyFile,
  rename,
  remove: (path) => rm(path, { force: true }),
}
