export { type Announce, useAnnounce } from './Announcer';
export {
  type Appearance,
  applyAppearance,
  type Density,
  type Theme,
  useAppearance,
  useRowHeight,
} from './appearance';
export { Banner } from './Banner';
export { Breadcrumb, type Crumb } from './Breadcrumb';
export { Button, type ButtonProps, type ButtonVariant } from './Button';
export { Card } from './Card';
export { ChannelTile } from './ChannelTile';
export { Checkbox } from './Checkbox';
export { Chip, ChoiceChip, FilterChip } from './Chip';
export { ComboBox } from './ComboBox';
export { ConfirmDialog } from './ConfirmDialog';
export { classNames } from './class-names';
export { copyText } from './copy-text';
export { Dialog } from './Dialog';
export { EmptyState } from './EmptyState';
export { ErrorState } from './ErrorState';
export { type Evidence, EvidenceMark } from './EvidenceMark';
export { FaultChip } from './FaultChip';
export { FormDialog } from './FormDialog';
export * from './grid';
export { IconButton } from './IconButton';
export { type KeyValue, KeyValueList } from './KeyValueList';
export { Link } from './Link';
export { LoadingRows } from './LoadingRows';
export { Menu, type MenuEntry } from './Menu';
export { MoneyField } from './MoneyField';
export { DecimalInput, NumberField } from './NumberField';
export { Page } from './Page';
export { PageHeader } from './PageHeader';
export { PicturePlace } from './PicturePlace';
export { Popover } from './Popover';
export { ProgressBar } from './ProgressBar';
export { RadioGroup } from './RadioGroup';
export { ScrollRegion } from './ScrollRegion';
export { SearchField } from './SearchField';
export { SecretField } from './SecretField';
export { type Option, Select } from './Select';
export { SidePanel } from './SidePanel';
export { Sparkline } from './Sparkline';
export { Spinner } from './Spinner';
export { StateBar, type StateBarKind, topStateBar } from './StateBar';
export { type StaticColumn, StaticTable } from './StaticTable';
export { StatusLabel, StatusMark, useStatusWord } from './StatusMark';
export { type Step, StepList, type StepState } from './StepList';
export { Switch } from './Switch';
export { isStatusKey, STATUS, type StatusKey, type StatusRole } from './status';
export { type TabItem, Tabs } from './Tabs';
export { TextField } from './TextField';
export { type ShowToast, type ToastHandle, type ToastMessage, ToastProvider, useToast } from './Toast';
export { Tooltip } from './Tooltip';
export { UiProvider } from './UiProvider';
export { Count, DateTime, Money, RelativeTime } from './values';
export { WizardSteps } from './WizardSteps';
