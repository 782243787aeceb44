import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { usePreferences } from '../../lib/preferences';
import { RadioGroup, Select, Switch } from '../../ui';
import styles from './Settings.module.css';
import { useSetting } from './use-setting';

const TEXT_SIZES = [90, 100, 110, 125, 150] as const;

export function AppearanceSettings() {
  const text = useText('settings');
  const format = useFormat();
  const preferences = usePreferences();
  const set = useSetting();
  return (
    <div className={styles.form}>
      <RadioGroup
        label={text('appearance.language')}
        value={preferences.language}
        isHorizontal
        options={[
          { value: 'tr', label: text('appearance.turkish') },
          { value: 'en', label: text('appearance.english') },
        ]}
        onChange={(language) => set(text('appearance.language'), { language })}
      />
      <RadioGroup
        label={text('appearance.theme')}
        value={preferences.theme}
        isHorizontal
        options={[
          { value: 'system', label: text('appearance.themeSystem') },
          { value: 'light', label: text('appearance.themeLight') },
          { value: 'dark', label: text('appearance.themeDark') },
        ]}
        onChange={(theme) => set(text('appearance.theme'), { theme })}
      />
      <RadioGroup
        label={text('appearance.density')}
        value={preferences.density}
        isHorizontal
        options={[
          { value: 'compact', label: text('appearance.compact') },
          { value: 'normal', label: text('appearance.normal') },
          { value: 'roomy', label: text('appearance.roomy') },
        ]}
        onChange={(density) => set(text('appearance.density'), { density })}
      />
      <div className={styles.short}>
        <Select
          label={text('appearance.textSize')}
          value={String(preferences.textSize)}
          options={TEXT_SIZES.map((size) => ({ value: String(size), label: format.percent(size / 100) }))}
          onChange={(size) => set(text('appearance.textSize'), { textSize: Number(size) })}
        />
      </div>
      <p className={styles.sample}>{text('appearance.sample')}</p>
      <Switch
        isSelected={preferences.singleKeys}
        onChange={(singleKeys) => set(text('appearance.singleKeys'), { singleKeys })}
        note={text('appearance.singleKeysNote')}
      >
        {text('appearance.singleKeys')}
      </Switch>
    </div>
  );
}
