import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { TextField as AriaTextField, Input } from 'react-aria-components';
import { useText } from '../i18n/use-text';
import { Button } from './Button';
import { type FieldBase, FieldFrame } from './FieldFrame';
import styles from './FieldFrame.module.css';
import { IconButton } from './IconButton';
import { pasteTrimmed } from './paste';

interface SecretFieldProps extends FieldBase {
  readonly name?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
  /** A secret is stored already: it is never shown, only replaced. */
  readonly isSaved?: boolean;
}

/** A key or password. It can be revealed while it is typed, never after it was saved. */
export function SecretField(props: SecretFieldProps) {
  const [isReplacing, setReplacing] = useState(false);
  if (props.isSaved && !isReplacing)
    return <SavedSecret label={props.label} help={props.help} onChangePress={() => setReplacing(true)} />;
  const stopReplacing = () => {
    props.onChange('');
    setReplacing(false);
  };
  return (
    <SecretInput
      {...props}
      autoFocus={props.autoFocus || isReplacing}
      onKeep={props.isSaved ? stopReplacing : undefined}
    />
  );
}

interface SavedSecretProps extends FieldBase {
  readonly onChangePress: () => void;
}

function SavedSecret({ label, help, onChangePress }: SavedSecretProps) {
  const text = useText('common');
  return (
    <div className={styles.field}>
      <span className={styles.label}>{label}</span>
      <div className={styles.inline}>
        <span>{text('field.secretSaved')}</span>
        <Button size="small" onPress={onChangePress} aria-label={`${text('action.change')}: ${label}`}>
          {text('action.change')}
        </Button>
      </div>
      {help && <span className={styles.help}>{help}</span>}
    </div>
  );
}

interface SecretInputProps extends SecretFieldProps {
  readonly onKeep?: (() => void) | undefined;
}

function SecretInput({
  label,
  help,
  error,
  value,
  onChange,
  onKeep,
  isSaved: _isSaved,
  ...rest
}: SecretInputProps) {
  const text = useText('common');
  const [isShown, setShown] = useState(false);
  const [wasTrimmed, setTrimmed] = useState(false);
  return (
    <AriaTextField
      {...rest}
      value={value}
      onChange={onChange}
      type={isShown ? 'text' : 'password'}
      autoComplete="off"
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={styles.field}
    >
      <FieldFrame
        label={label}
        help={help}
        error={error}
        isRequired={rest.isRequired}
        note={wasTrimmed ? text('field.trimmed') : undefined}
      >
        <div className={styles.box}>
          <Input
            className={styles.input}
            spellCheck="false"
            onPaste={(event) => setTrimmed(pasteTrimmed(event))}
          />
          <IconButton
            size="small"
            icon={isShown ? EyeOff : Eye}
            label={text(isShown ? 'field.hideSecret' : 'field.showSecret')}
            onPress={() => setShown(!isShown)}
            isDisabled={rest.isDisabled}
          />
          <span className={styles.trail} />
        </div>
      </FieldFrame>
      {onKeep && (
        <div>
          <Button size="small" variant="quiet" onPress={onKeep}>
            {text('field.secretKeep')}
          </Button>
        </div>
      )}
    </AriaTextField>
  );
}
