import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { assertNever } from '../../shared/errors/app-error';
import { isDialogOpen, isTyping } from '../lib/key-target';
import { usePreferences } from '../lib/preferences';
import { commandOf, type ShellCommand } from './keys';
import { runPrimary, saveForm } from './page-actions';
import { createScannerWatch } from './scanner';

const LETTER_WITHIN_MS = 1500;
const REGIONS = '[data-region], main aside';

interface ShellKeyActions {
  readonly openPalette: (typed?: string) => void;
  readonly syncHere: () => void;
  readonly openHelp: () => void;
}

/** Keys that work wherever the focus is. */
export function useShellKeys(actions: ShellKeyActions): void {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { singleKeys } = usePreferences();
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const scanner = createScannerWatch();
    let letterUntil = 0;
    const run = (command: ShellCommand, now: number): boolean => {
      switch (command.kind) {
        case 'palette':
          latest.current.openPalette();
          return true;
        case 'find':
          return focusSearch();
        case 'refresh':
          void client.invalidateQueries();
          return true;
        case 'region':
          return stepRegion(command.step);
        case 'view':
          return chooseView(command.number);
        case 'sync':
          latest.current.syncHere();
          return true;
        case 'help':
          latest.current.openHelp();
          return true;
        case 'save':
          return saveForm();
        case 'primary':
          return runPrimary();
        case 'awaitLetter':
          letterUntil = now + LETTER_WITHIN_MS;
          return false;
        case 'go':
          void navigate(command.path);
          return true;
        default:
          return assertNever(command);
      }
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const typing = isTyping(event.target);
      const now = event.timeStamp;
      const scanned = typing ? null : scanner.key(event.key, now);
      if (scanned !== null) {
        event.preventDefault();
        latest.current.openPalette(scanned);
        return;
      }
      const around = {
        isMac: window.kervan?.platform === 'darwin',
        isTyping: typing,
        singleKeys,
        isAfterG: now < letterUntil,
      };
      letterUntil = 0;
      const command = commandOf(event, around);
      // A dialog has the window: only what acts within it goes on.
      if (isDialogOpen() && command?.kind !== 'save' && command?.kind !== 'primary') return;
      if (command && run(command, now)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [navigate, client, singleKeys]);
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]');
  field?.focus();
  field?.select();
  return field !== null;
}

/** Sidebar, header, content, side panel, footer, messages: in the order they stand in the document. */
function stepRegion(step: 1 | -1): boolean {
  const regions = [...document.querySelectorAll<HTMLElement>(REGIONS)].filter((region) =>
    region.checkVisibility(),
  );
  if (regions.length === 0) return false;
  const focused = document.activeElement;
  const at = regions.findLastIndex((region) => region.contains(focused));
  const next = regions[(at + step + regions.length) % regions.length] ?? regions[0];
  if (next) (firstStop(next) ?? next).focus();
  return true;
}

function firstStop(region: HTMLElement): HTMLElement | null {
  if (region.tagName === 'MAIN') return null;
  return region.querySelector<HTMLElement>(
    '[aria-current="page"], a[href], button:not([disabled]), input, [tabindex="0"]',
  );
}

function chooseView(number: number): boolean {
  const views = document.querySelectorAll<HTMLElement>(
    'main [data-views] button[aria-pressed], main [data-views] [role="radio"]',
  );
  const tabs = document.querySelectorAll<HTMLElement>('main [role="tab"]');
  const chosen = (views.length > 0 ? views : tabs)[number - 1];
  chosen?.click();
  chosen?.focus();
  return chosen !== undefined;
}
