import './locale';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { foldSearch } from '../../../shared/text/fold';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { Button, Checkbox, Popover, SearchField } from '../../ui';
import styles from './GridPage.module.css';

const SEARCHED_FROM = 8;
const MOST_SHOWN = 100;

export interface FilterOption {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
}

interface FilterMenuProps {
  readonly name: string;
  readonly options: readonly FilterOption[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Picks values of one field; several are joined by OR. */
export function FilterMenu({ name, options, chosen, onChange }: FilterMenuProps) {
  const text = useText('gridPage');
  return (
    <Popover
      label={text('filter.open', { name })}
      placement="bottom start"
      trigger={
        <Button
          size="small"
          aria-label={
            chosen.length > 0
              ? text('filter.chosen', { name, count: chosen.length })
              : text('filter.open', { name })
          }
        >
          <span className={styles.trigger}>
            {name}
            {chosen.length > 0 && <span className={styles.chosen}>{chosen.length}</span>}
            <ChevronDown size={14} aria-hidden />
          </span>
        </Button>
      }
    >
      <FilterOptions name={name} options={options} chosen={chosen} onChange={onChange} />
    </Popover>
  );
}

function FilterOptions({ name, options, chosen, onChange }: FilterMenuProps) {
  const text = useText('gridPage');
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const wanted = foldSearch(typed.trim());
  const matching =
    wanted === '' ? options : options.filter((option) => foldSearch(option.label).includes(wanted));
  const shown = matching.slice(0, MOST_SHOWN);
  const toggle = (value: string, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, value] : chosen.filter((other) => other !== value));
  return (
    <div className={styles.options}>
      {options.length >= SEARCHED_FROM && (
        <SearchField label={text('filter.searchIn', { name })} value={typed} onChange={setTyped} autoFocus />
      )}
      <fieldset className={styles.optionList} aria-label={name}>
        {shown.map((option) => (
          <Checkbox
            key={option.value}
            isSelected={chosen.includes(option.value)}
            onChange={(isChosen) => toggle(option.value, isChosen)}
          >
            <span className={styles.option}>
              <span className={styles.optionName}>{option.label}</span>
              {option.count !== undefined && (
                <span className={styles.optionCount}>{format.number(option.count)}</span>
              )}
            </span>
          </Checkbox>
        ))}
        {shown.length === 0 && <span className={styles.muted}>{text('filter.none')}</span>}
      </fieldset>
      {shown.length < matching.length && (
        <span className={styles.muted}>{text('filter.moreOptions', { count: shown.length })}</span>
      )}
    </div>
  );
}
