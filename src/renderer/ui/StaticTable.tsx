import { Fragment, type ReactNode } from 'react';
import { classNames } from './class-names';
import { ScrollRegion } from './ScrollRegion';
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
  /** What stands below a row over the whole width, while it is opened. */
  readonly detail?: (row: Row) => ReactNode;
}

/** A short table that fits the page (streams, checks, lines of an order). Long ones are a DataGrid. */
export function StaticTable<Row extends { readonly id: string }>({
  caption,
  columns,
  rows,
  detail,
}: StaticTableProps<Row>) {
  return (
    <ScrollRegion className={styles.scroll} label={caption}>
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
            <Fragment key={row.id}>
              <tr>
                {columns.map((column) => (
                  <td key={column.id} className={classNames(column.isEnd && styles.end)}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
              <Detail columns={columns.length}>{detail?.(row)}</Detail>
            </Fragment>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Detail({ columns, children }: { readonly columns: number; readonly children: ReactNode }) {
  if (!children) return null;
  return (
    <tr>
      <td colSpan={columns}>{children}</td>
    </tr>
  );
}
