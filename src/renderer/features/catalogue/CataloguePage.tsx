import { useMemo } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { type CatalogueCategory, catalogueCategories } from '../../../shared/connector/catalogue';
import type { IntegrationCard } from '../../../shared/contract/integrations';
import { evidenceSchema } from '../../../shared/domain/stream';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useSearchText } from '../../lib/grid-page/use-search-text';
import { useAnswer } from '../../lib/queries';
import {
  Button,
  ChoiceChip,
  EmptyState,
  ErrorState,
  LoadingRows,
  Page,
  PageHeader,
  SearchField,
  Select,
  useStatusWord,
} from '../../ui';
import { useAddress } from '../connections/use-address';
import styles from './Catalogue.module.css';
import { CatalogueCards } from './CatalogueCards';
import { countByCategory, countriesOf, groupCards } from './cards';
import { IntegrationPanel } from './IntegrationPanel';
import './locale';
import { useCountryName } from './use-country-name';

const ALL = 'all';

/** Everything that can be connected, now or later, by category. */
export function CataloguePage() {
  const { id } = useParams();
  const navigate = useNavigate();
  const { search } = useLocation();
  const close = () => void navigate({ pathname: '/catalogue', search });
  return (
    <Page
      header={<Header />}
      sidePanel={id !== undefined && <IntegrationPanel key={id} id={id} onClose={close} />}
    >
      <Found chosenId={id ?? null} />
    </Page>
  );
}

function Header() {
  const text = useText('catalogue');
  return <PageHeader title={text('title')} />;
}

interface Filter {
  readonly q: string;
  readonly category: CatalogueCategory | null;
  readonly evidence: string | null;
  readonly country: string | null;
}

function readFilter(address: URLSearchParams): Filter {
  return {
    q: (address.get('q') ?? '').slice(0, 200),
    category: catalogueCategories.find((known) => known === address.get('category')) ?? null,
    evidence: address.get('evidence'),
    country: address.get('country')?.slice(0, 2) ?? null,
  };
}

function Found({ chosenId }: { readonly chosenId: string | null }) {
  const text = useText('catalogue');
  const [address, change] = useAddress();
  const filter = readFilter(address);
  const evidence = evidenceSchema.safeParse(filter.evidence).data;
  const all = useAnswer('integrations.list', {});
  // The category is left to the window, so that every chip can count what the other filters leave.
  const answer = useAnswer(
    'integrations.list',
    {
      ...(filter.q === '' ? {} : { q: filter.q }),
      ...(evidence === undefined ? {} : { evidence }),
      ...(filter.country === null ? {} : { country: filter.country }),
    },
    { keepBefore: true },
  );
  const counts = useMemo(() => countByCategory(answer.data ?? []), [answer.data]);
  const groups = useMemo(
    () => groupCards(answer.data ?? [], filter.category),
    [answer.data, filter.category],
  );
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <LoadingRows columns={['24%', '24%', '24%', '24%']} rows={8} />;
  const total = all.data?.length ?? answer.data.length;
  const shown = groups.reduce((sum, group) => sum + group.cards.length, 0);
  const clear = () => change({ q: null, category: null, evidence: null, country: null });
  return (
    <>
      <Tools filter={filter} all={all.data ?? []} shown={shown} total={total} onChange={change} />
      <fieldset className={styles.chips} aria-label={text('categories')}>
        {catalogueCategories
          .filter((category) => (counts.get(category) ?? 0) > 0 || category === filter.category)
          .map((category) => (
            <ChoiceChip
              key={category}
              label={text(`category.${category}`)}
              count={counts.get(category) ?? 0}
              isSelected={category === filter.category}
              onChange={(isSelected) => change({ category: isSelected ? category : null })}
            />
          ))}
      </fieldset>
      {shown === 0 ? (
        <EmptyState
          sentence={text('emptyFiltered', { total })}
          actions={<Button onPress={clear}>{text('clearFilter')}</Button>}
        />
      ) : (
        <CatalogueCards groups={groups} all={all.data ?? []} chosenId={chosenId} query={address.toString()} />
      )}
    </>
  );
}

interface ToolsProps {
  readonly filter: Filter;
  readonly all: readonly IntegrationCard[];
  readonly shown: number;
  readonly total: number;
  readonly onChange: (change: Readonly<Record<string, string | null>>) => void;
}

function Tools({ filter, all, shown, total, onChange }: ToolsProps) {
  const text = useText('catalogue');
  const format = useFormat();
  const word = useStatusWord();
  const countryName = useCountryName();
  const [typed, setTyped] = useSearchText(filter.q, (q) => onChange({ q }));
  const countries = useMemo(
    () => countriesOf(all, countryName, format.language),
    [all, countryName, format.language],
  );
  const evidences = evidenceSchema.options.filter((option) => all.some((card) => card.evidence === option));
  const chosen = (value: string) => (value === ALL ? null : value);
  return (
    <div className={styles.tools}>
      <div className={styles.search}>
        <SearchField
          label={text('search')}
          placeholder={text('searchPlaceholder')}
          value={typed}
          onChange={setTyped}
        />
      </div>
      <Select<string>
        isInline
        label={text('evidence')}
        value={filter.evidence ?? ALL}
        options={[
          { value: ALL, label: text('all') },
          ...evidences.map((option) => ({ value: option, label: word(`ev.${option}`) })),
        ]}
        onChange={(value) => onChange({ evidence: chosen(value) })}
      />
      <Select<string>
        isInline
        label={text('country')}
        value={filter.country ?? ALL}
        options={[
          { value: ALL, label: text('all') },
          ...countries.map((code) => ({ value: code, label: countryName(code) })),
        ]}
        onChange={(value) => onChange({ country: chosen(value) })}
      />
      <span className={styles.total} role="status">
        {shown === total
          ? text('total', { count: total, shown: format.number(total) })
          : text('some', { shown: format.number(shown), total: format.number(total) })}
      </span>
    </div>
  );
}
