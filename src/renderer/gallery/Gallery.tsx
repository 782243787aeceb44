import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { changeLanguage } from '../i18n/i18n';
import { useLanguage } from '../i18n/use-text';
import { type Density, RadioGroup, type Theme, useAppearance } from '../ui';
import { FieldsPart } from './FieldsPart';
import styles from './Gallery.module.css';
import { GridPart } from './GridPart';
import { MarksPart } from './MarksPart';
import { OverlaysPart } from './OverlaysPart';
import { StatesPart } from './StatesPart';

const PARTS = {
  marks: MarksPart,
  fields: FieldsPart,
  states: StatesPart,
  overlays: OverlaysPart,
  grid: GridPart,
} as const;
type PartName = keyof typeof PARTS;

function isPart(name: string | null): name is PartName {
  return name !== null && Object.hasOwn(PARTS, name);
}

/** Every part of the kit in every language, theme and density. Development only. */
export function Gallery() {
  const [address, setAddress] = useSearchParams();
  const wanted = address.get('part');
  const part: PartName = isPart(wanted) ? wanted : 'marks';
  const Part = PARTS[part];
  const language = useLanguage();
  const appearance = useAppearance();
  const [scale, setScale] = useState('1');
  return (
    <main className={styles.gallery}>
      <h1 className="visually-hidden">Kervan kit</h1>
      <section className={styles.controls} aria-label="Görünüm">
        <RadioGroup
          label="Bölüm"
          isHorizontal
          value={part}
          options={Object.keys(PARTS).map((name) => ({ value: name, label: name }))}
          onChange={(name) => setAddress({ part: name })}
        />
        <RadioGroup
          label="Dil"
          isHorizontal
          value={language}
          options={[
            { value: 'tr', label: 'Türkçe' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(next) => void changeLanguage(next)}
        />
        <RadioGroup<Theme>
          label="Tema"
          isHorizontal
          value={appearance.theme}
          options={[
            { value: 'system', label: 'Sistem' },
            { value: 'light', label: 'Açık' },
            { value: 'dark', label: 'Koyu' },
          ]}
          onChange={(theme) => appearance.set({ theme })}
        />
        <RadioGroup<Density>
          label="Yoğunluk"
          isHorizontal
          value={appearance.density}
          options={[
            { value: 'compact', label: 'Sıkışık' },
            { value: 'normal', label: 'Normal' },
            { value: 'comfortable', label: 'Rahat' },
          ]}
          onChange={(density) => appearance.set({ density })}
        />
        <RadioGroup
          label="Metin boyu"
          isHorizontal
          value={scale}
          options={['0.9', '1', '1.25', '1.5'].map((value) => ({ value, label: value }))}
          onChange={(next) => {
            setScale(next);
            appearance.set({ textScale: Number(next) });
          }}
        />
      </section>
      <Part />
    </main>
  );
}
