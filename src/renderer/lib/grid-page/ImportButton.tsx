import './locale';
import { FileUp } from 'lucide-react';
import { useNavigate } from 'react-router';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui';

/** Leads to where files are imported. */
export function ImportButton() {
  const text = useText('gridPage');
  const navigate = useNavigate();
  return (
    <Button icon={FileUp} onPress={() => void navigate('/imports')}>
      {text('import')}
    </Button>
  );
}
