import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { Hit } from '../../../shared/contract/overview';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { call } from '../../lib/kervan';
import { usePreferencesStore } from '../../lib/preferences';
import { useConnections, useOverview } from '../../lib/shell-facts';
import { useToast } from '../../ui';
import { PLACES } from '../places';
import { isInScope, matching, type PaletteGroup, type PaletteItem, readTyped } from './palette-items';

/** Everything the palette can offer for what is typed, best group first. */
export function usePaletteGroups(typed: string, hits: readonly Hit[]): readonly PaletteGroup[] {
  const { scope, wanted } = readTyped(typed);
  const commands = useCommands();
  const settings = useSettingCommands();
  const places = usePlaces();
  const connections = useConnectionItems();
  const navigate = useNavigate();
  return useMemo(() => {
    const found = (kind: Hit['kind'], exact: boolean) =>
      hits
        .filter((hit) => hit.kind === kind && hit.exact === exact)
        .map((hit) => hitItem(hit, (path) => void navigate(path)));
    const groups: readonly PaletteGroup[] = [
      { id: 'exact', items: [...found('order', true), ...found('listing', true)] },
      { id: 'commands', items: matching(commands, wanted) },
      { id: 'pages', items: matching(places, wanted) },
      { id: 'connections', items: matching(connections, wanted) },
      { id: 'products', items: found('listing', false) },
      { id: 'orders', items: found('order', false) },
      { id: 'settings', items: wanted === '' && scope === 'all' ? [] : matching(settings, wanted) },
    ];
    return groups.filter((group) => group.items.length > 0 && isInScope(group.id, scope));
  }, [hits, commands, settings, places, connections, wanted, scope, navigate]);
}

function hitItem(hit: Hit, go: (path: string) => void): PaletteItem {
  const path = hit.kind === 'order' ? `/orders/${hit.id}` : `/products/${hit.id}`;
  return { id: `${hit.kind}-${hit.id}`, label: hit.title, detail: hit.detail, run: () => go(path) };
}

function usePlaces(): readonly PaletteItem[] {
  const text = useText('shell');
  const navigate = useNavigate();
  return useMemo(
    () =>
      PLACES.map(({ id, path, letter }) => ({
        id: `page-${id}`,
        label: text(`page.${id}`),
        ...(letter ? { shortcut: `G ${letter.toUpperCase()}` } : {}),
        run: () => void navigate(path),
      })),
    [text, navigate],
  );
}

function useConnectionItems(): readonly PaletteItem[] {
  const connections = useConnections();
  const navigate = useNavigate();
  return useMemo(
    () =>
      connections.map(({ id, name, integrationName }) => ({
        id: `connection-${id}`,
        label: name,
        detail: integrationName,
        run: () => void navigate(`/connections/${id}`),
      })),
    [connections, navigate],
  );
}

function useCommands(): readonly PaletteItem[] {
  const text = useText('shell');
  const connections = useConnections();
  const isOffline = useOverview().data?.state === 'offline';
  const navigate = useNavigate();
  const toast = useToast();
  const errorText = useErrorText();
  return useMemo(() => {
    const active = connections.filter((connection) => connection.active);
    const sync = async (chosen: typeof active) => {
      const answers = await Promise.allSettled(chosen.map(({ id }) => call('connections.sync', { id })));
      const failed = answers.find((answer) => answer.status === 'rejected');
      const started = answers.filter((answer) => answer.status === 'fulfilled').length;
      if (started > 0) toast({ kind: 'info', text: text('palette.synced', { count: started }) });
      else if (failed)
        toast({ kind: 'failed', text: text('palette.syncFailed'), detail: errorText(failed.reason) });
    };
    const offline = isOffline ? { disabledReason: text('palette.reason.offline') } : {};
    const none = active.length === 0 ? { disabledReason: text('palette.reason.noConnections') } : offline;
    return [
      { id: 'sync-all', label: text('palette.command.syncAll'), ...none, run: () => void sync(active) },
      { id: 'connect', label: text('palette.command.connect'), run: () => void navigate('/catalogue') },
      {
        id: 'import',
        label: text('palette.command.import'),
        words: text('palette.command.importWords'),
        run: () => void navigate('/imports'),
      },
      ...active.map((connection) => ({
        id: `sync-${connection.id}`,
        label: text('palette.command.syncOne', { name: connection.name }),
        ...offline,
        run: () => void sync([connection]),
      })),
      { id: 'quit', label: text('palette.command.quit'), run: () => void call('desktop.quit', {}) },
    ];
  }, [text, connections, isOffline, navigate, toast, errorText]);
}

function useSettingCommands(): readonly PaletteItem[] {
  const text = useText('shell');
  return useMemo(() => {
    const { change } = usePreferencesStore.getState();
    const set = (
      id: 'light' | 'dark' | 'system' | 'compact' | 'normal' | 'roomy' | 'turkish' | 'english',
      what: Parameters<typeof change>[0],
    ) => ({
      id: `set-${id}`,
      label: text(`palette.command.${id}`),
      run: () => void change(what),
    });
    return [
      set('light', { theme: 'light' }),
      set('dark', { theme: 'dark' }),
      set('system', { theme: 'system' }),
      set('turkish', { language: 'tr' }),
      set('english', { language: 'en' }),
      set('compact', { density: 'compact' }),
      set('normal', { density: 'normal' }),
      set('roomy', { density: 'roomy' }),
    ];
  }, [text]);
}
