import { Copy, Plus, RefreshCw, Trash2 } from 'lucide-react';
import {
  Breadcrumb,
  Button,
  Card,
  ChannelTile,
  Chip,
  Count,
  DateTime,
  EvidenceMark,
  FaultChip,
  IconButton,
  KeyValueList,
  Link,
  Money,
  RelativeTime,
  Sparkline,
  STATUS,
  StaticTable,
  type StatusKey,
  StatusMark,
} from '../ui';
import styles from './Gallery.module.css';

const NOW = Date.UTC(2026, 10, 24, 6, 41, 2);

export function MarksPart() {
  return (
    <>
      <Breadcrumb
        crumbs={[
          { id: 'orders', label: 'Siparişler', href: '#/kit' },
          { id: 'open', label: 'Açık' },
        ]}
      />
      <div className={styles.columns}>
        <Card title="Düğmeler">
          <div className={styles.row}>
            <Button variant="primary" icon={Plus}>
              Ürün ekle
            </Button>
            <Button>Dışa aktar</Button>
            <Button variant="quiet">Tümünü göster</Button>
            <Button variant="danger" icon={Trash2}>
              Bağlantıyı sil
            </Button>
          </div>
          <div className={styles.row}>
            <Button variant="primary" isPending>
              Sınanıyor
            </Button>
            <Button isDisabled>Durdur</Button>
            <Button size="small">İncele</Button>
            <IconButton icon={RefreshCw} label="Yenile" shortcut="F5" />
            <IconButton icon={Copy} label="Kopyala" size="small" />
          </div>
          <p>
            <Link href="#/kit">Yedek klasörü</Link> ·{' '}
            <Link href="https://example.com" isExternal>
              API belgesi
            </Link>
          </p>
        </Card>
        <Card title="Doğrulama ve kimde">
          <div className={styles.row}>
            {(['live', 'contract', 'docs', 'file', 'planned', 'closed'] as const).map((evidence) => (
              <EvidenceMark key={evidence} evidence={evidence} />
            ))}
          </div>
          <div className={styles.row}>
            {(['merchant', 'channel', 'network', 'kervan'] as const).map((fault) => (
              <FaultChip key={fault} fault={fault} />
            ))}
            <Chip>KDV dahil</Chip>
          </div>
          <div className={styles.row}>
            <ChannelTile name="Trendyol" /> <ChannelTile name="n11" size="small" />
            <ChannelTile name="İkas" size="large" /> <StatusMark state="practice.on" isSoft />
          </div>
        </Card>
        <Card title="Değerler">
          <KeyValueList
            entries={[
              {
                key: 'money',
                label: 'Ana fiyat',
                value: <Money value={{ minor: 123_450, currency: 'TRY' }} />,
              },
              { key: 'none', label: 'Maliyet', value: <Money value={undefined} /> },
              { key: 'count', label: 'Ürün', value: <Count value={48_210} /> },
              { key: 'date', label: 'Sipariş tarihi', value: <DateTime at={NOW} /> },
              { key: 'age', label: 'Güncel', value: <RelativeTime at={NOW - 180_000} now={NOW} /> },
              {
                key: 'line',
                label: 'Son 24 saat',
                value: <Sparkline values={[1, 1, 2, 5, 7, 6, 5, 7]} summary="Saatte 1–7 sipariş" />,
              },
            ]}
          />
        </Card>
      </div>
      <Card title="Durumlar">
        <div className={styles.columns}>
          {Object.keys(STATUS).map((key) => (
            <div key={key} className={styles.row}>
              <StatusMark state={key as StatusKey} />
              <StatusMark state={key as StatusKey} isSoft />
              <StatusMark state={key as StatusKey} isIconOnly />
            </div>
          ))}
        </div>
      </Card>
      <StaticTable
        caption="Akışlar"
        columns={[
          { id: 'stream', header: 'Akış', cell: (row) => row.stream },
          {
            id: 'result',
            header: 'Sonuç',
            cell: (row) => <StatusMark state={row.state} detail={row.detail} />,
          },
          { id: 'read', header: 'Okunan', isEnd: true, cell: (row) => <Count value={row.read} /> },
        ]}
        rows={[
          { id: '1', stream: 'Ürünler', state: 'run.done' as const, detail: '112 yeni', read: 48_210 },
          { id: '2', stream: 'Siparişler', state: 'run.running' as const, detail: 'sayfa 1', read: 12 },
          { id: '3', stream: 'İadeler', state: 'run.partial' as const, detail: '2 anlaşılamadı', read: 30 },
        ]}
      />
    </>
  );
}
