import { readdirSync, readFileSync } from 'node:fs';

const KIB_PER_MIB = 1024;

function parentOf(pid: string): string | undefined {
  try {
    // The command in brackets may hold spaces; the parent follows the state after it.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1];
  } catch {
    return undefined;
  }
}

/** A process and everything it has started. */
function processTree(root: number): string[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => [pid, parentOf(pid)]),
  );
  const belongs = (pid: string | undefined): boolean =>
    pid === String(root) || (pid !== undefined && belongs(parents.get(pid)));
  return [...parents.keys()].filter(belongs);
}

function proportionalKib(pid: string): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/**
 * The memory of a process and its children in MiB, pages shared with others counted in part
 * (proportional set size). Linux only.
 */
export function treeMemoryMib(pid: number): number {
  return processTree(pid).reduce((sum, each) => sum + proportionalKib(each), 0) / KIB_PER_MIB;
}
