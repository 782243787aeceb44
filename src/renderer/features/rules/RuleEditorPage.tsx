import { useId, useState } from 'react';
import type { ConnectionDetail } from '../../../shared/contract/connections';
import type { RulesSheet } from '../../../shared/contract/rules';
import { useText } from '../../i18n/use-text';
import { Button, ChannelTile, Page, PageHeader, StatusMark, Tabs } from '../../ui';
import { useAddress } from '../connections/use-address';
import { LeaveGuard } from './LeaveGuard';
import { PreviewPane } from './PreviewPane';
import { RuleForm } from './RuleForm';
import styles from './Rules.module.css';
import { SaveButton } from './SaveButton';
import { StopListTab } from './StopListTab';
import { useRulePreview } from './use-preview';
import { useRuleEditor } from './use-rule-editor';
import { useSaveRules } from './use-save-rules';

interface RuleEditorPageProps {
  readonly connection: ConnectionDetail;
  readonly sheet: RulesSheet;
  readonly baseCurrency: string;
}

/** The rule with its fields beside what it does to every matched product. */
export function RuleEditorPage({ connection, sheet, baseCurrency }: RuleEditorPageProps) {
  const text = useText('rules');
  const formId = useId();
  const [address, changeAddress] = useAddress();
  const editor = useRuleEditor(sheet, baseCurrency);
  const preview = useRulePreview(sheet, editor.lastValid);
  const [wasTried, setTried] = useState(false);
  const saving = useSaveRules(editor, () => setTried(false));
  const tab = address.get('tab') === 'stopped' ? 'stopped' : 'rule';
  const submit = () => {
    setTried(true);
    if (editor.result.kind === 'rules' && editor.isDirty) saving.save(editor.result.rules);
  };
  const discard = () => {
    setTried(false);
    saving.forget();
    editor.discard();
  };
  return (
    <Page
      isFilled
      header={
        <PageHeader
          title={text('rule.title', { name: connection.name })}
          mark={<ChannelTile name={connection.integrationName} size="large" />}
          status={<Standing sheet={sheet} isDirty={editor.isDirty} />}
          actions={
            tab === 'rule' && (
              <>
                <Button isDisabled={!editor.isDirty} onPress={discard}>
                  {text('save.discard')}
                </Button>
                <SaveButton editor={editor} preview={preview} formId={formId} isSaving={saving.isSaving} />
              </>
            )
          }
        />
      }
    >
      <LeaveGuard isDirty={editor.isDirty} />
      <div className={styles.tabs}>
        <Tabs
          label={text('rule.tabs')}
          selected={tab}
          onSelect={(id) => changeAddress({ tab: id === 'rule' ? null : id })}
          tabs={[
            {
              id: 'rule',
              label: text('rule.tabRule'),
              content: tab === 'rule' && (
                <div className={styles.editor}>
                  <RuleForm
                    id={formId}
                    connection={connection}
                    sheet={sheet}
                    baseCurrency={baseCurrency}
                    editor={editor}
                    preview={preview}
                    saving={saving}
                    wasTried={wasTried}
                    onSubmit={submit}
                  />
                  <PreviewPane connection={connection} sheet={sheet} editor={editor} preview={preview} />
                </div>
              ),
            },
            {
              id: 'stopped',
              label: text('rule.tabStopped'),
              count: sheet.stopped,
              content: tab === 'stopped' && <StopListTab connection={connection} sheet={sheet} />,
            },
          ]}
        />
      </div>
    </Page>
  );
}

/** What the channel is sent now, and whether something waits to be saved or computed. */
function Standing({ sheet, isDirty }: { readonly sheet: RulesSheet; readonly isDirty: boolean }) {
  const text = useText('rules');
  const { rules, capabilities, computing } = sheet;
  const kinds = ['stock', 'price'] as const;
  const isReadOnly = kinds.every((kind) => !capabilities[kind] || !rules[kind].send);
  return (
    <>
      {isReadOnly && <StatusMark state="conn.readOnly" />}
      {kinds.map((kind) => (
        <span key={kind}>
          {text(`sends.${!capabilities[kind] ? 'never' : rules[kind].send ? 'on' : 'off'}`, {
            kind: text(`kind.${kind}`),
          })}
        </span>
      ))}
      <span role="status">{text(isDirty ? 'rule.changed' : 'rule.unchanged')}</span>
      {computing && <span>{text('rule.computing')}</span>}
    </>
  );
}
