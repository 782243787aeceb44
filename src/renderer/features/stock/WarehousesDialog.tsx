import { type FormEvent, useState } from 'react';
import type { Warehouse } from '../../../shared/contract/stock';
import type { AppError } from '../../../shared/errors/app-error';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Button, Chip, Dialog, TextField, useToast } from '../../ui';
import styles from './Stock.module.css';
import { useWarehouses } from './use-warehouses';

/** The places pieces lie in. */
export function WarehousesDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText('stock');
  const common = useText('common');
  const warehouses = useWarehouses();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={text('warehouse.title')}
      actions={<Button onPress={onClose}>{common('action.close')}</Button>}
    >
      <p className={styles.muted}>{text('warehouse.help')}</p>
      {warehouses.map((warehouse) => (
        <RenameForm key={`${warehouse.id} ${warehouse.name}`} warehouse={warehouse} />
      ))}
      <AddWarehouse />
    </Dialog>
  );
}

function RenameForm({ warehouse }: { readonly warehouse: Warehouse }) {
  const text = useText('stock');
  const toast = useToast();
  const refusal = useRefusal();
  const [name, setName] = useState(warehouse.name);
  const save = useAction('warehouses.rename', {
    onDone: (saved) => void toast({ kind: 'done', text: text('warehouse.renamed', { name: saved.name }) }),
  });
  const isChanged = name.trim() !== '' && name.trim() !== warehouse.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isChanged) save.mutate({ id: warehouse.id, name });
  };
  return (
    <form className={styles.warehouse} onSubmit={submit}>
      <TextField
        label={text('warehouse.name')}
        value={name}
        onChange={setName}
        maxLength={60}
        error={refusal(save.error)}
      />
      {warehouse.main && <Chip>{text('warehouse.main')}</Chip>}
      <Button type="submit" isDisabled={!isChanged} isPending={save.isPending}>
        {text('warehouse.rename')}
      </Button>
    </form>
  );
}

/** A new place, by its name. */
export function AddWarehouse() {
  const text = useText('stock');
  const toast = useToast();
  const refusal = useRefusal();
  const [name, setName] = useState('');
  const add = useAction('warehouses.add', {
    onDone(made) {
      setName('');
      toast({ kind: 'done', text: text('warehouse.added', { name: made.name }) });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') add.mutate({ name });
  };
  return (
    <form className={styles.warehouse} onSubmit={submit}>
      <TextField
        label={text('warehouse.new')}
        value={name}
        onChange={setName}
        maxLength={60}
        error={refusal(add.error)}
      />
      <Button type="submit" isDisabled={name.trim() === ''} isPending={add.isPending}>
        {text('warehouse.add')}
      </Button>
    </form>
  );
}

function useRefusal() {
  const text = useText('stock');
  const errorText = useErrorText();
  return (error: AppError | null) => {
    if (error === null) return undefined;
    return error.facts.reason === 'taken' ? text('warehouse.taken') : errorText(error);
  };
}
