import { useMemo } from 'react';
import styles from './SafeText.module.css';
import { readSafeText, type TextBlock } from './safe-text';

/** A channel's description without anything of the channel's that could act. */
export function SafeText({ html }: { readonly html: string }) {
  const blocks = useMemo(() => readSafeText(html), [html]);
  return (
    <div className={styles.text}>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place in the text
        <Block key={index} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { readonly block: TextBlock }) {
  const words = block.spans.map(({ text, isStrong }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place in the block
    <span key={index} className={isStrong || block.kind === 'heading' ? styles.strong : undefined}>
      {text}
    </span>
  ));
  return <p className={block.kind === 'item' ? styles.item : undefined}>{words}</p>;
}
