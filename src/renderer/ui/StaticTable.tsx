import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './StaticTable.module.css';

export interface StaticColumn<Row> {
  readonly id: string;
  readonly header: string;
  readonly isEnd?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface StaticTableProps<Row extends { readonly id: string }> {
  readonly caption: string;
  readonly columns: readonly StaticColumn<Row>[];
  readonly rows: readonly Row[];
}

/** A short table that fits the page (streams, checks, lines of an order). Long ones are a DataGrid. */
export function StaticTable<Row extends { readonly id: string }>({
  caption,
  columns,
  rows,
}: StaticTableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys
    <section className={styles.scroll} tabIndex={0} aria-label={caption}>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={classNames(column.isEnd && styles.end)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => (
                <td key={column.id} className={classNames(column.isEnd && styles.end)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
