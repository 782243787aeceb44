import { conflictRuleSchema } from '../../../shared/domain/channel-rules';
import { useText } from '../../i18n/use-text';
import { RadioGroup } from '../../ui';
import type { RuleEditor } from './use-rule-editor';

/** Who is right when somebody edits the channel by hand. */
export function ConflictFields({ editor }: { readonly editor: RuleEditor }) {
  const text = useText('rules');
  const options = conflictRuleSchema.options.map((value) => ({
    value,
    label: text(`conflict.${value}`),
    note: text(`conflict.${value}Note`),
  }));
  return (
    <RadioGroup
      label={text('conflict.label')}
      value={editor.draft.conflict}
      options={options}
      onChange={(conflict) => editor.change({ conflict })}
    />
  );
}
