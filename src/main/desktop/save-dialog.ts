import { join } from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import type { ExportRequest } from '../../shared/contract/catalogue-data';
import type { Wording } from './wording';

export interface SaveQuestion {
  readonly name: string;
  readonly format: ExportRequest['format'];
  readonly window: BrowserWindow | null;
  readonly wording: Wording;
  /** Given in tests: taken instead of asking. */
  readonly answer: string | null;
  readonly dialog: Pick<Dialog, 'showSaveDialog'>;
  /** Where the dialog opens. */
  readonly folder: string;
}

/** Asks where a file goes; the system asks before one is replaced. Null when the person changed their mind. */
export async function askSavePath(question: SaveQuestion): Promise<string | null> {
  const { name, format, window, wording, answer, dialog, folder } = question;
  if (answer !== null) return answer;
  const ending = `.${format}`;
  const options = {
    defaultPath: join(folder, name.endsWith(ending) ? name : name + ending),
    filters: [{ name: wording.text(`export.${format}`), extensions: [format] }],
  };
  const { canceled, filePath } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  if (canceled || filePath === '') return null;
  return filePath.endsWith(ending) ? filePath : filePath + ending;
}
