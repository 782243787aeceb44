import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { everywhere } from '../../../shared/connector/catalogue';
import type { Budget } from '../../../shared/connector/definition';
import type { IntegrationDetail } from '../../../shared/contract/integrations';
import { useLanguage, useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import {
  Button,
  ChannelTile,
  ErrorState,
  EvidenceMark,
  type KeyValue,
  KeyValueList,
  Link,
  LoadingRows,
  SidePanel,
} from '../../ui';
import '../connections/locale';
import { LimitSource } from '../connections/LimitSource';
import { useLimitText } from '../connections/use-limit-text';
import { useScheduleText } from '../connections/use-schedule-text';
import styles from './Catalogue.module.css';
import { useCountryName } from './use-country-name';
import { useIntegrationName } from './use-integration-name';
import { useOpenDocument } from './use-open-document';
import { WantButton } from './WantButton';

interface IntegrationPanelProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** Detail of one entry beside the cards. */
export function IntegrationPanel({ id, onClose }: IntegrationPanelProps) {
  const text = useText('catalogue');
  const nameOf = useIntegrationName();
  const answer = useAnswer('integrations.get', { id });
  if (!answer.data) {
    return (
      <SidePanel title={text('more')} onClose={onClose}>
        {answer.isError ? (
          <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <LoadingRows columns={['60%', '30%']} />
        )}
      </SidePanel>
    );
  }
  const found = answer.data;
  const name = nameOf(found);
  return (
    <SidePanel
      title={name}
      mark={<ChannelTile name={name} />}
      subtitle={text(`category.${found.category}`)}
      onClose={onClose}
      actions={<PanelActions integration={found} name={name} />}
    >
      <Standing integration={found} />
      {found.note && (
        <Part title={text('note')}>
          <p>{textOf(found.note)}</p>
        </Part>
      )}
      <Part title={text('facts')}>
        <Facts integration={found} />
      </Part>
      {found.limits.length > 0 && (
        <Part title={text('limits')}>
          <Limits limits={found.limits} />
        </Part>
      )}
      {found.readWrite?.notes && (
        <Part title={text('notesOfWriting')}>
          <p>{textOf(found.readWrite.notes)}</p>
        </Part>
      )}
      <DocumentLink integration={found} />
    </SidePanel>
  );

  function textOf(both: { readonly tr: string; readonly en: string }): ReactNode {
    return <Bilingual both={both} />;
  }
}

function Bilingual({ both }: { readonly both: { readonly tr: string; readonly en: string } }) {
  return <>{both[useLanguage()]}</>;
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.panelPart}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** How far it was proved and what that means; or what to connect instead. */
function Standing({ integration }: { readonly integration: IntegrationDetail }) {
  const text = useText('catalogue');
  const { mergedInto, evidence } = integration;
  if (mergedInto) {
    return (
      <div className={styles.panelPart}>
        <p>
          <Bilingual both={mergedInto.reason} />
        </p>
        <OtherEntry id={mergedInto.id} />
      </div>
    );
  }
  return (
    <div className={styles.panelPart}>
      <div className={styles.mark}>
        <EvidenceMark evidence={evidence} isSoft />
      </div>
      <p className={styles.muted}>{text(`evidenceMeans.${evidence}`)}</p>
    </div>
  );
}

function OtherEntry({ id }: { readonly id: string }) {
  const text = useText('catalogue');
  const nameOf = useIntegrationName();
  const other = useAnswer('integrations.get', { id });
  return (
    <Link href={`#/catalogue/${id}`}>
      {text('openOther', { name: other.data ? nameOf(other.data) : id })}
    </Link>
  );
}

function Facts({ integration }: { readonly integration: IntegrationDetail }) {
  const text = useText('catalogue');
  const names = useText('connections');
  const scheduleText = useScheduleText();
  const countryName = useCountryName();
  const { capabilities, countries, aliases = [], streams, apiVersion, readWrite } = integration;
  // What the connector itself can send; an entry that cannot be connected yet sends nothing.
  const written = readWrite?.write ?? [];
  const entries: KeyValue[] = [];
  if (capabilities) {
    entries.push(
      {
        key: 'reads',
        label: text('reads'),
        value: capabilities.read.map((what) => text(`does.${what}`)).join(', '),
      },
      {
        key: 'writes',
        label: text('writesLabel'),
        value:
          written.length === 0
            ? text('writesNothing')
            : text('writesWhenOn', { what: written.map((what) => text(`writes.${what}`)).join(', ') }),
      },
    );
  }
  for (const { stream, everyMinutes, method } of streams) {
    entries.push({
      key: `stream.${stream}`,
      label: names(`stream.${stream}`),
      value: `${scheduleText({ everyMinutes })}, ${names(`method.${method}`)}`,
    });
  }
  if (readWrite && !readWrite.webhooks) {
    entries.push({ key: 'webhooks', label: text('webhooks'), value: text('webhooksNo') });
  }
  if (apiVersion) entries.push({ key: 'version', label: text('apiVersion'), value: apiVersion });
  entries.push({
    key: 'countries',
    label: text('countries'),
    value: countries.map((code) => (code === everywhere ? text('everywhere') : countryName(code))).join(', '),
  });
  if (aliases.length > 0) entries.push({ key: 'aliases', label: text('aliases'), value: aliases.join(', ') });
  return <KeyValueList entries={entries} />;
}

/** The table of the connection's page is too wide here. */
function Limits({ limits }: { readonly limits: readonly Budget[] }) {
  const rateText = useLimitText();
  const language = useLanguage();
  return (
    <KeyValueList
      entries={limits.map((limit) => ({
        key: limit.name,
        label: limit.title[language],
        value: (
          <span className={styles.limit}>
            {rateText(limit)}
            <LimitSource limit={limit} />
          </span>
        ),
      }))}
    />
  );
}

function DocumentLink({ integration }: { readonly integration: IntegrationDetail }) {
  const text = useText('catalogue');
  const openDocument = useOpenDocument();
  const url = integration.docs ?? integration.docsUrl;
  if (!url?.startsWith('https://')) return null;
  return (
    <Link isExternal onPress={() => openDocument(url)}>
      {text('docs')}
    </Link>
  );
}

interface PanelActionsProps {
  readonly integration: IntegrationDetail;
  readonly name: string;
}

function PanelActions({ integration, name }: PanelActionsProps) {
  const text = useText('catalogue');
  const navigate = useNavigate();
  const { id, connectable, connectionCount, evidence, mergedInto } = integration;
  if (mergedInto || evidence === 'closed') return null;
  if (!connectable) return <WantButton id={id} name={name} />;
  return (
    <>
      {connectionCount > 0 && (
        <Button onPress={() => void navigate(`/connections?q=${encodeURIComponent(integration.name)}`)}>
          {text('panelConnections')}
        </Button>
      )}
      <Button variant="primary" onPress={() => void navigate(`/connect/${id}`)}>
        {text('connect')}
      </Button>
    </>
  );
}
