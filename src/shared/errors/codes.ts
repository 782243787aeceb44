import { z } from 'zod';

interface CodeFacts {
  readonly fault: 'merchant' | 'channel' | 'network' | 'kervan';
  readonly retryable: boolean;
}

const merchant: CodeFacts = { fault: 'merchant', retryable: false };
const channel: CodeFacts = { fault: 'channel', retryable: true };
const channelFinal: CodeFacts = { fault: 'channel', retryable: false };
const network: CodeFacts = { fault: 'network', retryable: true };
const kervan: CodeFacts = { fault: 'kervan', retryable: false };

/** Every failure Kervan can name. A sentence for each stands in renderer/locales/{tr,en}/errors.json; a test finds a missing one. */
export const errorCatalogue = {
  'auth.keyRejected': merchant,
  'auth.wrongAccount': merchant,
  'auth.noPermission': merchant,
  'auth.userAgentRejected': merchant,
  'auth.ipNotListed': merchant,
  'auth.tokenExpired': merchant,
  'auth.shopFrozen': merchant,

  'chan.down': channel,
  'chan.badAnswer': channel,
  'chan.refusedRequest': channelFinal,
  'chan.versionClosed': { fault: 'kervan', retryable: false },
  'chan.notFound': channelFinal,
  'chan.jobFailed': channel,
  'chan.answerTooLarge': channelFinal,

  'limit.reached': channel,
  'limit.blocked': channel,
  'limit.waitTooLong': channel,
  'limit.sameBody': channel,
  'limit.priceChanges': channel,

  'net.offline': network,
  'net.hostNotFound': { fault: 'merchant', retryable: true },
  'net.certificate': { fault: 'network', retryable: false },
  'net.timeout': network,
  'net.cutOff': network,
  'net.refused': network,

  'clock.wrong': merchant,

  'record.odd': kervan,
  'order.unknownStatus': kervan,
  'order.notOffered': merchant,
  'order.wrongStatus': merchant,
  'order.noPermission': merchant,
  'order.notThere': channelFinal,
  'order.refused': channelFinal,
  'order.nothingOpen': merchant,
  'order.notTaken': channel,
  'order.changedThere': merchant,
  'order.changeUnknown': channel,
  'order.busy': { fault: 'merchant', retryable: true },

  'price.zero': merchant,
  'price.negative': merchant,
  'price.missing': merchant,
  'price.jump': merchant,
  'price.belowFloor': merchant,
  'price.aboveCeiling': merchant,
  'price.listBelowSale': merchant,
  'price.currency': merchant,
  'price.rateMissing': merchant,
  'price.costMissing': merchant,
  'price.outOfRange': channelFinal,
  'price.refused': channelFinal,
  'price.changedThere': merchant,
  'price.notTaken': merchant,

  'stock.oversold': merchant,
  'stock.changedThere': merchant,
  'stock.tooHigh': merchant,
  'stock.severalLocations': merchant,
  'stock.notTracked': merchant,
  'stock.sharedByParent': merchant,
  'stock.keptByChannel': channelFinal,
  'stock.notStockedThere': channelFinal,
  'stock.refused': channelFinal,
  'stock.unknown': channel,
  'stock.notOpened': merchant,
  'stock.notEnough': merchant,
  'stock.notTaken': merchant,

  'product.duplicateSku': merchant,
  'product.duplicateBarcode': merchant,
  'product.stillMatched': merchant,
  'product.closedThere': channelFinal,
  'product.notThere': channelFinal,
  'product.notWritable': channelFinal,

  'match.duplicateInShop': merchant,

  'import.unreadable': merchant,
  'import.noRows': merchant,
  'import.tooLarge': merchant,
  'import.externalLinks': merchant,
  'import.tooManyRows': merchant,
  'import.columnMissing': merchant,
  'import.columnTwice': merchant,
  'import.valueInvalid': merchant,
  'import.valueMissing': merchant,
  'import.valueAmbiguous': merchant,
  'import.unknownRow': merchant,
  'import.duplicateRow': merchant,
  'import.ambiguousRow': merchant,
  'import.changedSince': merchant,
  'import.notUndoable': merchant,
  'import.busy': merchant,

  'input.invalid': merchant,
  'input.fieldMissing': merchant,
  'input.fieldPattern': merchant,
  'input.unknownField': merchant,
  'input.hostNotAllowed': merchant,
  'input.insecureAddress': merchant,
  'input.nameMismatch': merchant,
  'input.notFound': merchant,
  'input.tooLarge': merchant,
  'input.cursorInvalid': merchant,
  'input.keyReused': merchant,
  'input.keyInProgress': { fault: 'merchant', retryable: true },
  'input.outcomeUnknown': merchant,
  'input.answerNotKept': merchant,
  'input.changedMeanwhile': merchant,

  'integration.unknown': merchant,
  'integration.planned': merchant,
  'integration.closed': merchant,

  'connection.paused': merchant,
  'connection.streamUnsupported': merchant,
  'connection.busy': merchant,

  'run.notActive': merchant,
  'run.onlyFromStart': merchant,
  'run.cancelled': merchant,

  'vault.noKeychain': merchant,
  'vault.keychainGone': merchant,
  'vault.locked': merchant,
  'vault.wrongPassphrase': merchant,
  'vault.weakPassphrase': merchant,
  'vault.wrongMasterKey': merchant,
  'vault.damagedSecret': kervan,

  'db.damaged': kervan,
  'db.newer': merchant,
  'db.inUse': merchant,
  'db.migrationFailed': kervan,
  'db.backupFailed': { fault: 'kervan', retryable: true },
  'db.readOnly': merchant,
  'disk.full': { fault: 'merchant', retryable: true },

  'export.failed': { fault: 'merchant', retryable: true },

  'access.unauthenticated': merchant,
  'access.denied': merchant,
  'access.notLocal': merchant,
  'access.tokenRejected': merchant,
  'access.tokenExpired': merchant,
  'access.tooManyCalls': { fault: 'merchant', retryable: true },
  'access.untrustedSender': kervan,

  'tunnel.lost': network,
  'tunnel.notInstalled': merchant,
  'tunnel.signIn': merchant,
  'tunnel.inUse': merchant,
  'tunnel.ended': { fault: 'network', retryable: true },
  'hook.badSignature': merchant,
  'hook.unknownTopic': kervan,
  'hook.unreadable': channelFinal,
  'hook.noAddress': merchant,
  'hook.addressInvalid': merchant,
  'hook.addressElsewhere': merchant,
  'hook.addressUnreachable': { fault: 'network', retryable: true },
  'hook.secretMissing': merchant,
  'hook.switchedOff': channelFinal,
  'hook.notSupported': merchant,
  'hook.portTaken': merchant,

  'internal.unexpected': kervan,
  'internal.stopping': { fault: 'kervan', retryable: true },
} as const satisfies Record<string, CodeFacts>;

export type ErrorCode = keyof typeof errorCatalogue;

const codes = Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]];
export const errorCodeSchema = z.enum(codes);
