import type { Text } from '../../i18n/use-text';
import type { NumberField } from './rule-draft';

/** The label of a typed field, also for the list of what has to be mended. */
export function fieldName(field: NumberField, text: Text<'rules'>): string {
  switch (field) {
    case 'factor':
      return text('price.factor');
    case 'amount':
      return text('price.amount');
    case 'floorAmount':
      return text('price.floorAmountField');
    case 'floorPercent':
      return text('price.floorPercentField');
    case 'ceiling':
      return text('price.ceiling');
    case 'jump':
      return text('price.jump');
    case 'listFactor':
      return text('price.listFactorField');
    case 'safety':
      return text('stock.safety');
    case 'maximumShown':
      return text('stock.maximum');
    case 'share':
      return text('stock.share');
  }
}
