import type { Budget } from '../../../shared/connector/definition';
import { useLanguage, useText } from '../../i18n/use-text';
import { Link } from '../../ui';
import { useOpenDocument } from '../catalogue/use-open-document';
import styles from './Connections.module.css';
import './locale';

/** Where a limit's number comes from: the channel's document, or Kervan's own caution with the document it rests on. */
export function LimitSource({ limit: { title, source } }: { readonly limit: Budget }) {
  const text = useText('connections');
  const openDocument = useOpenDocument();
  const language = useLanguage();
  const url = /https:\/\/[^\s)]+/.exec(source)?.[0];
  return (
    <span className={styles.result}>
      {url !== source && <span>{text('limits.own')}</span>}
      {url !== undefined && (
        <Link
          isExternal
          onPress={() => openDocument(url)}
          aria-label={text('limits.openDocument', { name: title[language] })}
        >
          {text('limits.document')}
        </Link>
      )}
    </span>
  );
}
