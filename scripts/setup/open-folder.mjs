// The program inside the replacement runtime: opens the app folder named on the command line, as
// Electron's own default app does. It is copied into the runtime, so it stands alone.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (folder === undefined) {
  process.stderr.write('usage: electron <app folder>\n');
  app.exit(1);
} else {
  const path = resolve(folder);
  const { name, productName, version, main } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  process.defaultApp = true;
  app.setAppPath(path);
  app.setName(productName ?? name);
  app.setVersion(version);
  // Awaited, so that `ready` is not raised before the app has set itself up.
  await import(pathToFileURL(join(path, main)).href);
}
