import './locale';
import { useSearchParams } from 'react-router';
import { useText } from '../../i18n/use-text';
import { Page, PageHeader, Tabs } from '../../ui';
import { ApiTokens } from './ApiTokens';
import { AppearanceSettings } from './AppearanceSettings';
import { DataFacts } from './DataFacts';
import { NetworkFacts } from './NetworkFacts';
import { NotificationSettings } from './NotificationSettings';
import styles from './Settings.module.css';

export function SettingsPage() {
  const text = useText('settings');
  const [params, setParams] = useSearchParams();
  const tabs = [
    { id: 'appearance', label: text('tab.appearance'), content: <AppearanceSettings /> },
    { id: 'notifications', label: text('tab.notifications'), content: <NotificationSettings /> },
    { id: 'data', label: text('tab.data'), content: <DataFacts /> },
    { id: 'network', label: text('tab.network'), content: <NetworkAndApi /> },
  ];
  const selected = tabs.find(({ id }) => id === params.get('tab'))?.id ?? 'appearance';
  return (
    <Page header={<PageHeader title={text('title')} status={<span>{text('saved')}</span>} />}>
      <Tabs
        label={text('tabs')}
        tabs={tabs}
        selected={selected}
        onSelect={(tab) => setParams({ tab }, { replace: true })}
      />
    </Page>
  );
}

function NetworkAndApi() {
  return (
    <div className={styles.cards}>
      <NetworkFacts />
      <ApiTokens />
    </div>
  );
}
