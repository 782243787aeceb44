import { useState } from 'react';
import type { Money } from '../../shared/domain/money';
import {
  Card,
  Checkbox,
  ComboBox,
  MoneyField,
  NumberField,
  RadioGroup,
  SearchField,
  SecretField,
  Select,
  Switch,
  TextField,
} from '../ui';
import styles from './Gallery.module.css';

const CITIES = ['Isparta', 'İstanbul', 'Şişli', 'Çanakkale', 'Iğdır', 'İzmir'].map((label) => ({
  value: label,
  label,
}));

export function FieldsPart() {
  const [texts, setTexts] = useState({ seller: '123456', secret: '', search: '', saved: '' });
  const [price, setPrice] = useState<Money | undefined>({ minor: 123_400, currency: 'TRY' });
  const [amount, setAmount] = useState<number | undefined>(2);
  const [kind, setKind] = useState<'all' | 'marketplace' | 'carrier'>('all');
  const [city, setCity] = useState<string | null>(null);
  const [choice, setChoice] = useState<'read' | 'stock'>('read');
  const [isOn, setOn] = useState(true);
  const put = (name: keyof typeof texts) => (value: string) => setTexts({ ...texts, [name]: value });
  return (
    <div className={styles.columns}>
      <Card title="Bilgiler">
        <TextField
          label="Satıcı no"
          isRequired
          trimsPaste
          value={texts.seller}
          onChange={put('seller')}
          help="Satıcı paneli › Hesap bilgilerim › Entegrasyon bilgileri"
        />
        <SecretField label="API anahtarı" isRequired value={texts.secret} onChange={put('secret')} />
        <SecretField label="API gizli anahtarı" isSaved value={texts.saved} onChange={put('saved')} />
        <TextField
          label="Mağaza adresi"
          value="magaza"
          error="Adres bulunamadı: magaza. Yazımı denetleyin (örnek: magaza.com)."
        />
      </Card>
      <Card title="Sayılar">
        <MoneyField label="Ana fiyat" currency="TRY" value={price} onChange={setPrice} />
        <NumberField label="Emniyet" unit="adet" min={0} max={1000} value={amount} onChange={setAmount} />
        <TextField label="Kapalı alan" value="değiştirilemez" isDisabled />
        <TextField label="Not" isMultiline rows={3} defaultValue={'Bambu el havlusu\nBej'} />
      </Card>
      <Card title="Seçimler">
        <Select
          label="Tür"
          value={kind}
          onChange={setKind}
          options={[
            { value: 'all', label: 'Hepsi' },
            { value: 'marketplace', label: 'Pazaryeri' },
            { value: 'carrier', label: 'Kargo', isDisabled: true },
          ]}
        />
        <ComboBox label="Şehir" value={city} onChange={setCity} options={CITIES} placeholder="Yazın" />
        <RadioGroup
          label="Gönderilsin mi?"
          value={choice}
          onChange={setChoice}
          options={[
            { value: 'read', label: 'Şimdilik yalnız oku', note: 'Eşleştirme bitince sorulur' },
            { value: 'stock', label: 'Stok gönder' },
          ]}
        />
        <div className={styles.stack}>
          <Checkbox defaultSelected>Ürünler, 6 saatte bir</Checkbox>
          <Checkbox isIndeterminate>Siparişler, 5 dakikada bir</Checkbox>
          <Checkbox isDisabled>İadeler, 30 dakikada bir</Checkbox>
          <Switch isSelected={isOn} onChange={setOn} note="Kapanınca kanala bir şey gönderilmez">
            Stok gönderimi
          </Switch>
        </div>
        <SearchField
          label="Ara"
          placeholder="Ara: kanal, kargo, e-fatura …"
          value={texts.search}
          onChange={put('search')}
        />
      </Card>
    </div>
  );
}
