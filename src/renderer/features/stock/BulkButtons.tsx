import { useText } from '../../i18n/use-text';
import { Button } from '../../ui';

/** What can be done to the selected products. */
export function BulkButtons({ onOpen }: { readonly onOpen: (kind: 'stock' | 'price') => void }) {
  const text = useText('stock');
  return (
    <>
      <Button size="small" onPress={() => onOpen('stock')}>
        {text('bulk.editStock')}
      </Button>
      <Button size="small" onPress={() => onOpen('price')}>
        {text('bulk.editPrice')}
      </Button>
    </>
  );
}
