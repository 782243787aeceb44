import { StatusMark } from './StatusMark';

export type Evidence = 'live' | 'contract' | 'docs' | 'file' | 'planned' | 'closed';

/** How far a connector has been proved; never a higher claim than the catalogue makes. */
export function EvidenceMark({
  evidence,
  isSoft,
  isIconOnly,
}: {
  readonly evidence: Evidence;
  readonly isSoft?: boolean;
  readonly isIconOnly?: boolean;
}) {
  return <StatusMark state={`ev.${evidence}`} isSoft={isSoft} isIconOnly={isIconOnly} />;
}
