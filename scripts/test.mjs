// All checks: `npm test`. Some of them: `npm test -- --only unit,lint`. One of them with arguments
// for its tool: `npm test -- --only e2e -- connect.e2e.ts`.
import { prepare } from './setup/index.mjs';
import { fail, SetupError } from './setup/say.mjs';
import { report, runStages } from './testing/stage.mjs';
import { allStages, runEndToEnd, runUnit } from './testing/stages.mjs';

/** @param {string[]} argv */
function parse(argv) {
  const split = argv.indexOf('--');
  const own = split < 0 ? argv : argv.slice(0, split);
  const forTool = split < 0 ? [] : argv.slice(split + 1);
  const at = own.indexOf('--only');
  const only = at < 0 ? undefined : (own[at + 1] ?? '').split(',');
  return { only, forTool };
}

/**
 * @param {import('./setup/index.mjs').Prepared} prepared
 * @param {{ only: string[] | undefined, forTool: string[] }} wanted
 */
function chosenStages(prepared, { only, forTool }) {
  const stages = allStages(prepared);
  if (only === undefined) return stages;
  const names = stages.map(({ name }) => name);
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new SetupError(`there is no stage "${unknown}"; the stages are ${names.join(', ')}`);
  return stages
    .filter(({ name }) => only.includes(name))
    .map((stage) => {
      if (stage.name === 'unit') return { ...stage, run: () => runUnit(prepared, forTool) };
      if (stage.name === 'e2e') return { ...stage, run: () => runEndToEnd(prepared, forTool) };
      return stage;
    });
}

async function main() {
  const wanted = parse(process.argv.slice(2));
  const prepared = await prepare();
  const results = await runStages(chosenStages(prepared, wanted));
  process.exitCode = report(results) ? 0 : 1;
}

try {
  await main();
} catch (error) {
  fail(error);
  process.stdout.write('0 passed, 1 failed\n');
}
