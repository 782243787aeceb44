import type { BrowserWindow, Dialog } from 'electron';
import type { Wording } from './wording';

export interface OpenQuestion {
  readonly window: BrowserWindow | null;
  readonly wording: Wording;
  /** Given in tests: taken instead of asking. */
  readonly answer: string | null;
  readonly dialog: Pick<Dialog, 'showOpenDialog'>;
  /** Where the dialog opens. */
  readonly folder: string;
}

/** Asks which file to import. Null when the person changed their mind. */
export async function askOpenPath(question: OpenQuestion): Promise<string | null> {
  const { window, wording, answer, dialog, folder } = question;
  if (answer !== null) return answer;
  const options = {
    defaultPath: folder,
    properties: ['openFile' as const],
    filters: [
      { name: wording.text('import.files'), extensions: ['csv', 'xlsx', 'xlsm', 'txt', 'tsv'] },
      { name: wording.text('import.all'), extensions: ['*'] },
    ],
  };
  const { canceled, filePaths } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return canceled ? null : (filePaths[0] ?? null);
}
