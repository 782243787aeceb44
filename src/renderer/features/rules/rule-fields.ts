import type { RulesSheet } from '../../../shared/contract/rules';
import type { RulePreview } from './use-preview';
import type { RuleEditor } from './use-rule-editor';

/** What a part of the form needs. */
export interface RuleFieldsProps {
  readonly editor: RuleEditor;
  readonly preview: RulePreview;
  readonly sheet: RulesSheet;
  /** Name of the integration, for what it cannot do. */
  readonly channel: string;
  readonly wasTried: boolean;
}
