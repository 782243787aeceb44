import { useState } from 'react';
import type { Field } from '../../../shared/connector/definition';
import type { Language } from '../../../shared/wording/language';
import { type Text, useLanguage, useText } from '../../i18n/use-text';
import { SecretField, Select, TextField } from '../../ui';
import styles from './Connect.module.css';
import { type FieldFault, type FieldValues, faultOf, tidyValue } from './field-values';
import './locale';

interface ConnectorFieldsProps {
  readonly fields: readonly Field[];
  readonly values: FieldValues;
  readonly onChange: (name: string, value: string) => void;
  /** Secrets the vault already has: never shown, only replaced. */
  readonly savedSecrets?: readonly string[];
  /** Every fault is shown, not only those of fields that were left. */
  readonly showsAll: boolean;
  /** A sentence from main about one field. */
  readonly complaint?: { readonly field: string; readonly sentence: string } | undefined;
  readonly focusField?: string | null | undefined;
}

/** The form of a channel, drawn from the connector's own field list. */
export function ConnectorFields(props: ConnectorFieldsProps) {
  const { fields, values, onChange, savedSecrets = [], showsAll, complaint, focusField } = props;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tidied, setTidied] = useState<ReadonlySet<string>>(new Set());
  const text = useText('connect');
  const language = useLanguage();
  const leave = (field: Field) => {
    const value = values[field.name] ?? '';
    const tidy = tidyValue(field, value);
    setLeft((before) => new Set(before).add(field.name));
    if (tidy === value) return;
    onChange(field.name, tidy);
    if (tidy !== value.trim()) setTidied((before) => new Set(before).add(field.name));
  };
  return (
    <div className={styles.fields}>
      {fields.map((field) => {
        const value = values[field.name] ?? '';
        const isSaved = savedSecrets.includes(field.name);
        const fault = showsAll || left.has(field.name) ? faultOf(field, value, isSaved) : undefined;
        const told = complaint?.field === field.name ? complaint.sentence : undefined;
        return (
          <ConnectorField
            key={field.name}
            field={field}
            value={value}
            isSaved={isSaved}
            autoFocus={focusField === field.name}
            error={fault ? faultText(field, fault, language, text) : told}
            tidiedTo={tidied.has(field.name) ? value : undefined}
            onChange={(next) => {
              setTidied((before) => new Set([...before].filter((name) => name !== field.name)));
              onChange(field.name, next);
            }}
            onLeave={() => leave(field)}
          />
        );
      })}
    </div>
  );
}

/** What is wrong, in the connector's own words where it has some. */
export function faultText(
  field: Field,
  fault: FieldFault,
  language: Language,
  text: Text<'connect'>,
): string {
  // Where to find it is wanted most by whoever left it empty.
  if (fault === 'missing') return `${text('missing')} ${field.help[language]}`;
  if (field.patternHelp) return field.patternHelp[language];
  return field.example === undefined ? text('patternPlain') : text('pattern', { example: field.example });
}

interface ConnectorFieldProps {
  readonly field: Field;
  readonly value: string;
  readonly isSaved: boolean;
  readonly autoFocus: boolean;
  readonly error: string | undefined;
  readonly tidiedTo: string | undefined;
  readonly onChange: (value: string) => void;
  readonly onLeave: () => void;
}

function ConnectorField({
  field,
  value,
  isSaved,
  autoFocus,
  error,
  tidiedTo,
  onChange,
  onLeave,
}: ConnectorFieldProps) {
  const text = useText('connect');
  const language = useLanguage();
  const isOptional = field.optional === true || field.fallback !== undefined;
  const name = field.label[language];
  const shared = {
    label: isOptional ? text('optional', { label: name }) : name,
    help: tidiedTo === undefined ? field.help[language] : text('tidied', { value: tidiedTo }),
    error,
    isRequired: !isOptional && !isSaved,
    autoFocus,
    name: field.name,
    onBlur: onLeave,
  };
  if (field.choices) {
    const none = { value: '', label: text('noChoice') };
    const choices = field.choices.map((choice) => ({ value: choice.value, label: choice.label[language] }));
    return (
      <Select
        label={shared.label}
        help={shared.help}
        error={error}
        value={value}
        options={isOptional ? [none, ...choices] : choices}
        onChange={onChange}
      />
    );
  }
  if (field.secret) return <SecretField {...shared} value={value} onChange={onChange} isSaved={isSaved} />;
  return (
    <TextField
      {...shared}
      value={value}
      onChange={onChange}
      placeholder={field.example}
      trimsPaste
      autoComplete="off"
      {...(field.kind === 'address' ? { inputMode: 'url' as const } : {})}
    />
  );
}
