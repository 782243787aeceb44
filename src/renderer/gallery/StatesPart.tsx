import { useState } from 'react';
import {
  Banner,
  Button,
  Card,
  ChannelTile,
  ChoiceChip,
  EmptyState,
  ErrorState,
  EvidenceMark,
  FilterChip,
  LoadingRows,
  PageHeader,
  ProgressBar,
  StateBar,
  StatusMark,
  StepList,
  Tabs,
  WizardSteps,
} from '../ui';
import styles from './Gallery.module.css';

const NOW = Date.UTC(2026, 10, 24, 6, 41, 2);

export function StatesPart() {
  const [isChosen, setChosen] = useState(true);
  return (
    <>
      <div>
        <StateBar kind="practice" actions={<Button size="small">Denemeyi bitir</Button>} />
        <StateBar kind="offline" sentence="İnternet yok. 41 gönderim bekliyor." />
        <StateBar kind="clock" />
        <StateBar kind="readOnly" />
        <StateBar kind="update" />
      </div>
      <PageHeader
        title="Trendyol – Ana mağaza"
        mark={<ChannelTile name="Trendyol" size="large" />}
        status={
          <>
            <StatusMark state="conn.ok" />
            <EvidenceMark evidence="docs" />
            <span>anahtar 42 günlük</span>
          </>
        }
        actions={
          <>
            <Button>Duraklat</Button>
            <Button variant="primary">Şimdi eşitle</Button>
          </>
        }
      />
      <div className={styles.row}>
        <ChoiceChip label="Pazaryeri" count={29} isSelected={isChosen} onChange={setChosen} />
        <ChoiceChip label="Kargo" count={17} isSelected={false} onChange={() => undefined} />
        <FilterChip name="Kanal" value="Trendyol, n11" onRemove={() => undefined} />
      </div>
      <div className={styles.columns}>
        <ErrorState
          at={NOW}
          error={{ code: 'auth.keyRejected', fault: 'merchant', facts: { channel: 'Hepsiburada' } }}
          actions={<Button variant="primary">Anahtarı yenile</Button>}
        />
        <Card>
          <EmptyState
            sentence="Bağladığınız kanallar burada durur."
            actions={
              <>
                <Button variant="primary">Kanal bağla</Button>
                <Button>Deneme pazaryeriyle gez</Button>
              </>
            }
          />
        </Card>
        <Card title="Yükleniyor">
          <LoadingRows rows={4} sentence="48.210 kayıt yükleniyor" />
        </Card>
        <Card title="İlk okuma">
          <ProgressBar
            label="Ürünler"
            done={12_400}
            total={48_210}
            leftMs={120_000}
            facts={['sayfa 62 / 242', '310 kayıt/sn']}
          />
          <ProgressBar
            label="Siparişler"
            done={1830}
            total={undefined}
            facts={['kanal sınırı: 14 sn sonra sürer']}
          />
        </Card>
        <Card title="Sınama">
          <StepList
            label="Bağlantı sınaması"
            steps={[
              { id: 'net', label: 'İnternet', state: 'passed', detail: '84 ms' },
              { id: 'key', label: 'Anahtar kabul edildi', state: 'passed' },
              {
                id: 'account',
                label: 'Satıcı no bu hesaba ait değil: 123456',
                state: 'failed',
                below: <Button size="small">Alana git</Button>,
              },
              { id: 'read', label: 'Okuma izni', state: 'running' },
              { id: 'write', label: 'Yazma izni', state: 'notTried' },
              { id: 'budget', label: 'Kalan istek hakkı', state: 'waiting' },
            ]}
          />
          <WizardSteps
            label="Adımlar"
            current="test"
            steps={[
              { id: 'keys', label: 'Bilgiler' },
              { id: 'test', label: 'Sınama' },
              { id: 'choose', label: 'Neler yapılsın' },
            ]}
          />
        </Card>
        <Card title="Kısmi">
          <Banner tone="warn" actions={<Button size="small">Aç</Button>}>
            11 kanal güncel, 1 kanal bekliyor: Hepsiburada (anahtar).
          </Banner>
          <Banner tone="info">Pencereyi kapatabilirsiniz, sürer.</Banner>
          <Banner tone="error">Kaydetmek için 2 alan: Satıcı no, API anahtarı</Banner>
          <Banner tone="held">3 fiyat bekletiliyor.</Banner>
          <Tabs
            label="Bölümler"
            tabs={[
              { id: 'a', label: 'Genel', content: <p>Genel</p> },
              { id: 'b', label: 'Çalışmalar', count: 1204, content: <p>Çalışmalar</p> },
            ]}
          />
        </Card>
      </div>
    </>
  );
}
