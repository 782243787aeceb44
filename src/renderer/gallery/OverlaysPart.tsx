import { Pause, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Button, Card, ConfirmDialog, Dialog, Menu, Popover, Tooltip, useToast } from '../ui';
import styles from './Gallery.module.css';

export function OverlaysPart() {
  const [open, setOpen] = useState<'none' | 'dialog' | 'confirm'>('none');
  const showToast = useToast();
  const close = () => setOpen('none');
  return (
    <Card title="Katmanlar">
      <div className={styles.row}>
        <Button onPress={() => setOpen('dialog')}>Pencere aç</Button>
        <Button variant="danger" onPress={() => setOpen('confirm')}>
          Bağlantıyı sil
        </Button>
        <Menu
          label="Duraklat"
          trigger={<Button icon={Pause}>Duraklat</Button>}
          entries={[
            { id: '1h', label: '1 saat', onAction: () => undefined },
            { id: 'tomorrow', label: 'Yarın 08.00', note: 'hafta içi', onAction: () => undefined },
            { kind: 'separator', id: 'line' },
            {
              id: 'sync',
              label: 'Şimdi eşitle',
              icon: RefreshCw,
              shortcut: 'Ctrl+Shift+S',
              disabledReason: 'Çevrimdışı',
              onAction: () => undefined,
            },
          ]}
        />
        <Popover label="Çalışmalar" trigger={<Button>2 çalışma</Button>}>
          <p>Ürünler, sayfa 62 / 242</p>
        </Popover>
        <Tooltip text="Son çalışma 24.11.2026 09:00">
          <Button>İpucu</Button>
        </Tooltip>
        <Button
          onPress={() =>
            showToast({
              kind: 'done',
              text: '14 fiyat değişti',
              detail: 'Trendyol',
              action: { label: 'Geri al', onAction: () => undefined },
            })
          }
        >
          Bildirim
        </Button>
        <Button onPress={() => showToast({ kind: 'failed', text: 'Dosya yazılamadı: urunler.xlsx' })}>
          Hata bildirimi
        </Button>
      </div>
      <Dialog
        isOpen={open === 'dialog'}
        onClose={close}
        title="Tam okuma"
        actions={
          <>
            <Button onPress={close}>Vazgeç</Button>
            <Button variant="primary" onPress={close}>
              Tam oku
            </Button>
          </>
        }
      >
        <p>Yaklaşık 242 istek, 9 dk sürer. Pencereyi kapatabilirsiniz.</p>
      </Dialog>
      <ConfirmDialog
        isOpen={open === 'confirm'}
        title="Bağlantı silinsin mi?"
        confirmLabel="Bağlantıyı sil"
        isDestructive
        nameToType="Ana mağaza"
        onConfirm={close}
        onCancel={close}
      >
        <p>Anahtarlar şimdi silinir. 9.812 sipariş kalır. Geri alınamaz.</p>
      </ConfirmDialog>
    </Card>
  );
}
